package io.mailswitch.internal.policy;

import io.mailswitch.config.UnsupportedPolicy;

/**
 * What the configuration says about policies, checked.
 *
 * @param unsupported what happens to a message that a transport cannot carry whole
 * @param retry how often and when a message is tried again
 * @param limits how fast a mailbox sends
 * @param failover how long a transport that failed is left alone
 */
public record PolicySettings(
        UnsupportedPolicy unsupported, RetrySettings retry, LimitSettings limits, FailoverSettings failover) {
    /** No policy but that of refusing what cannot be carried. */
    public static final PolicySettings NONE =
            new PolicySettings(UnsupportedPolicy.ERROR, RetrySettings.OFF, LimitSettings.OFF, FailoverSettings.DEFAULT);
}
