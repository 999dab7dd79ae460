package io.mailswitch.smtp.internal.proxy;

import io.mailswitch.smtp.internal.wire.AdvisedException;

/** A proxy did not let the connection through. */
public final class ProxyException extends AdvisedException {
    private static final long serialVersionUID = 1L;

    ProxyException(String summary, String advice, boolean passesByItself) {
        super(summary, advice, passesByItself, null);
    }
}
