package io.mailswitch.smtp.internal.config;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who was warned already that a login ends. Senders are opened more than once in a process: again after a rest, by reload, one for each
 * session that debugs; the warning is for people and comes once. Thread-safe.
 */
public final class RetirementNotices {
    private static final int MAX_KNOWN = 1000;
    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

    private RetirementNotices() {}

    /**
     * Tells whether nobody was warned yet, and remembers that now somebody is.
     *
     * @param settings where to and as whom
     * @return true the first time in this process; after a thousand others perhaps once more
     */
    public static boolean isFirst(Settings settings) {
        if (KNOWN.size() >= MAX_KNOWN) {
            KNOWN.clear();
        }
        return KNOWN.add(settings.endpoint() + ' ' + settings.login().username());
    }
}
