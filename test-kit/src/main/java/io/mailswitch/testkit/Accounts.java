package io.mailswitch.testkit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;

/**
 * Who may sign in to a {@link FakeExchange}, and as whom they may send. Thread-safe.
 *
 * <p>There is always {@value #DEFAULT_USER}, with the password {@value #DEFAULT_PASSWORD}.
 */
public final class Accounts {
    /** The user that exists from the start: {@value}. */
    public static final String DEFAULT_USER = "sender@example.com";

    /** Password of the user that exists from the start: {@value}. */
    public static final String DEFAULT_PASSWORD = "correct horse battery staple";

    private final Map<String, String> passwords = new HashMap<>();
    private final Map<String, String> userOfToken = new HashMap<>();
    private final Map<String, Set<String>> sendAs = new HashMap<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private BiPredicate<String, String> authority = (user, token) -> false;

    Accounts() {
        reset();
    }

    /**
     * Adds a user, or changes the password of one.
     *
     * @param user the sign-in name, a mail address; letter case does not matter
     * @param password the password, case-sensitive
     * @return this
     */
    public synchronized Accounts add(String user, String password) {
        passwords.put(key(user), password);
        return this;
    }

    /**
     * Adds a mailbox that nobody can sign in to with a password, such as a shared one.
     *
     * @param address its address; letter case does not matter
     * @return this
     */
    public Accounts addMailbox(String address) {
        return add(address, UUID.randomUUID().toString());
    }

    /**
     * Tells whether there is such a user or mailbox.
     *
     * @param address its address
     * @return whether it was added
     */
    public synchronized boolean exists(String address) {
        return passwords.containsKey(key(address));
    }

    /**
     * Lets a user send with the address of another ("Send As"). It matters only with
     * {@link SmtpOptions#checkSenders(boolean)}.
     *
     * @param user the sign-in name
     * @param addresses what else may stand in From and {@code MAIL FROM}
     * @return this
     */
    public synchronized Accounts allowSendAs(String user, String... addresses) {
        Set<String> allowed = sendAs.computeIfAbsent(key(user), k -> new HashSet<>());
        Arrays.stream(addresses).map(Accounts::key).forEach(allowed::add);
        return this;
    }

    /**
     * Issues a bearer token for XOAUTH2 that is good until it is revoked.
     *
     * @param user whom it is for
     * @return a new token
     */
    public synchronized String issueToken(String user) {
        String token = "token-" + tokens.incrementAndGet() + "-for-" + key(user);
        userOfToken.put(token, key(user));
        return token;
    }

    /**
     * Accepts a bearer token that was made elsewhere.
     *
     * @param user whom it is for
     * @param token the token
     * @return this
     */
    public synchronized Accounts acceptToken(String user, String token) {
        userOfToken.put(token, key(user));
        return this;
    }

    /** Accepts what another service says of a user (in lower case) and a token, beside the tokens issued here. */
    synchronized void trust(BiPredicate<String, String> more) {
        authority = more;
    }

    /**
     * Makes every token of a user invalid, as if it had expired. Signed-in connections are not affected.
     *
     * @param user whose tokens
     * @return this
     */
    public synchronized Accounts revokeTokens(String user) {
        userOfToken.values().removeIf(key(user)::equals);
        return this;
    }

    synchronized void reset() {
        passwords.clear();
        userOfToken.clear();
        sendAs.clear();
        add(DEFAULT_USER, DEFAULT_PASSWORD);
    }

    /**
     * Tells whether a password is right.
     *
     * @param user the sign-in name
     * @param password what was given
     * @return false also when the user does not exist
     */
    public synchronized boolean checkPassword(String user, String password) {
        return password.equals(passwords.get(key(user)));
    }

    /**
     * Tells whether a token is good for a user.
     *
     * @param user the sign-in name
     * @param token what was given
     * @return false also when the token was issued for someone else
     */
    public synchronized boolean checkToken(String user, String token) {
        return key(user).equals(userOfToken.get(token))
                || (passwords.containsKey(key(user)) && authority.test(key(user), token));
    }

    /**
     * Tells whether a user may send with an address.
     *
     * @param user the sign-in name
     * @param address the address in From or {@code MAIL FROM}
     * @return true for the user's own address and those of {@link #allowSendAs(String, String...)}
     */
    public synchronized boolean maySendAs(String user, String address) {
        return key(user).equals(key(address))
                || sendAs.getOrDefault(key(user), Set.of()).contains(key(address));
    }

    private static String key(String user) {
        return user.toLowerCase(Locale.ROOT);
    }
}
