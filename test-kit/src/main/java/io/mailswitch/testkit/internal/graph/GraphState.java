package io.mailswitch.testkit.internal.graph;

import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.GraphPermission;
import io.mailswitch.testkit.internal.entra.Token;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What the service goes by, changed by tests at any time. Thread-safe. */
public final class GraphState {
    private static final long DEFAULT_MAX_MESSAGE = 35L << 20;

    private final Accounts accounts;
    private final Function<String, Optional<Token>> tokens;
    private final Set<GraphPermission> permissions = ConcurrentHashMap.newKeySet();
    private final Set<String> excluded = ConcurrentHashMap.newKeySet();
    private final Set<String> withoutMailbox = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<String>> onBehalf = new ConcurrentHashMap<>();
    private volatile String audience = "";
    private volatile int maxConcurrent;
    private volatile long maxMessageBytes;
    private volatile int hiddenLookups;
    private volatile boolean keepsSentItems;
    private volatile boolean plainRanges;
    private volatile boolean dropsCustomHeaders;
    private volatile Duration uploadLife = Duration.ofHours(1);

    /**
     * Starts with the defaults.
     *
     * @param accounts who has a mailbox
     * @param tokens reads access tokens, empty for those that are no good
     */
    public GraphState(Accounts accounts, Function<String, Optional<Token>> tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
        reset();
    }

    /** Goes back to the defaults. */
    public void reset() {
        permissions.clear();
        permissions.add(GraphPermission.MAIL_SEND);
        permissions.add(GraphPermission.MAIL_READ_WRITE);
        excluded.clear();
        withoutMailbox.clear();
        onBehalf.clear();
        audience = "https://graph.microsoft.com";
        maxConcurrent = 4;
        maxMessageBytes = DEFAULT_MAX_MESSAGE;
        hiddenLookups = 0;
        keepsSentItems = true;
        plainRanges = false;
        dropsCustomHeaders = false;
        uploadLife = Duration.ofHours(1);
    }

    Accounts accounts() {
        return accounts;
    }

    Optional<Token> read(String token) {
        return tokens.apply(token);
    }

    /**
     * Returns what the application may do.
     *
     * @return to be changed
     */
    public Set<GraphPermission> permissions() {
        return permissions;
    }

    /**
     * Returns the mailboxes that an access policy keeps the application out of.
     *
     * @return in lower case, to be changed
     */
    public Set<String> excluded() {
        return excluded;
    }

    /**
     * Returns the users without a mailbox in the cloud.
     *
     * @return in lower case, to be changed
     */
    public Set<String> withoutMailbox() {
        return withoutMailbox;
    }

    /**
     * Lets a mailbox send on behalf of another.
     *
     * @param mailbox who sends
     * @param address what may stand in From
     */
    public void allowOnBehalf(String mailbox, String address) {
        onBehalf.computeIfAbsent(mailbox.toLowerCase(Locale.ROOT), key -> ConcurrentHashMap.newKeySet())
                .add(address.toLowerCase(Locale.ROOT));
    }

    boolean maySendOnBehalf(String mailbox, String address) {
        return onBehalf.getOrDefault(mailbox.toLowerCase(Locale.ROOT), Set.of())
                .contains(address.toLowerCase(Locale.ROOT));
    }

    String audience() {
        return audience;
    }

    /**
     * Sets whose tokens are good.
     *
     * @param value the audience of good tokens
     */
    public void audience(String value) {
        audience = value;
    }

    int maxConcurrent() {
        return maxConcurrent;
    }

    /**
     * Sets how many requests of a mailbox may be in work at once.
     *
     * @param value at least 1
     */
    public void maxConcurrent(int value) {
        maxConcurrent = value;
    }

    long maxMessageBytes() {
        return maxMessageBytes;
    }

    /**
     * Sets the largest message.
     *
     * @param value in bytes
     */
    public void maxMessageBytes(long value) {
        maxMessageBytes = value;
    }

    int hiddenLookups() {
        return hiddenLookups;
    }

    /**
     * Sets how often a sent message is looked for in vain.
     *
     * @param value at least 0
     */
    public void hiddenLookups(int value) {
        hiddenLookups = value;
    }

    boolean keepsSentItems() {
        return keepsSentItems;
    }

    /**
     * Sets whether sent mail is kept at all.
     *
     * @param value default true
     */
    public void keepsSentItems(boolean value) {
        keepsSentItems = value;
    }

    boolean plainRanges() {
        return plainRanges;
    }

    /**
     * Sets how the next range of an upload is spelt.
     *
     * @param value true for {@code 2097152}, false for {@code 2097152-}
     */
    public void plainRanges(boolean value) {
        plainRanges = value;
    }

    boolean dropsCustomHeaders() {
        return dropsCustomHeaders;
    }

    /**
     * Sets whether {@code x-} fields of MIME get lost.
     *
     * @param value default false
     */
    public void dropsCustomHeaders(boolean value) {
        dropsCustomHeaders = value;
    }

    Duration uploadLife() {
        return uploadLife;
    }

    /**
     * Sets how long upload URLs are good.
     *
     * @param value default one hour
     */
    public void uploadLife(Duration value) {
        uploadLife = value;
    }
}
