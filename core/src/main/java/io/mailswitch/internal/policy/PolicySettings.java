package io.mailswitch.internal.policy;

import io.mailswitch.config.UnsupportedPolicy;

/**
 * What the configuration says about policies, checked.
 *
 * @param unsupported what happens to a message that a transport cannot carry whole
 */
public record PolicySettings(UnsupportedPolicy unsupported) {
    /** No policy but that of refusing what cannot be carried. */
    public static final PolicySettings NONE = new PolicySettings(UnsupportedPolicy.ERROR);
}
