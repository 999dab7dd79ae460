package io.mailswitch.internal.mime;

import io.mailswitch.ContentSource;

/**
 * Content of which we know whether a thread of ours may read it. An application's own content may depend on the thread that sends: on its
 * transaction, on its security context, on a connection that is no other thread's business.
 */
public interface AnyThreadSource extends ContentSource {
    /**
     * Tells whether another thread than the one that sends may open and read it.
     *
     * @return whether it may
     */
    boolean isForAnyThread();
}
