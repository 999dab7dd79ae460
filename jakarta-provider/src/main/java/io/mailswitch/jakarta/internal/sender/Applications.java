package io.mailswitch.jakarta.internal.sender;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Which applications of a container run, told by their class loaders, which this does not keep alive. Several web applications may share one,
 * then it ends with the last of them. Under the lock of the cache.
 */
final class Applications {
    private final Map<ClassLoader, Integer> started = new WeakHashMap<>();
    private final Set<ClassLoader> ended = Collections.newSetFromMap(new WeakHashMap<>());

    void start(ClassLoader application) {
        started.merge(application, 1, Integer::sum);
        ended.remove(application);
    }

    /** Returns whether that was the last one. */
    boolean stop(ClassLoader application) {
        boolean others =
                started.computeIfPresent(application, (loader, count) -> count == 1 ? null : count - 1) != null;
        if (!others) {
            ended.add(application);
        }
        return !others;
    }

    boolean hasEnded(ClassLoader application) {
        return ended.contains(application);
    }
}
