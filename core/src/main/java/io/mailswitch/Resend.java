package io.mailswitch;

/**
 * Whether, and when, sending the same message again makes sense. A closed list, so that a {@code switch} expression
 * over it is checked by the compiler.
 */
public enum Resend {
    /** The cause passes by itself: the same message may be sent again later, and cannot arrive twice by it. */
    SAFE_LATER,
    /** A person must change something outside the message first (a permission, a setting, a certificate). */
    AFTER_SETUP,
    /** The same message will be refused again: change the message or its recipients. */
    POINTLESS,
    /** The message may have been accepted already: sending it again may deliver it twice. */
    MAY_DUPLICATE
}
