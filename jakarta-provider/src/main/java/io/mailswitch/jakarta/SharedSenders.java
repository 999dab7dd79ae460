package io.mailswitch.jakarta;

import io.mailswitch.jakarta.internal.sender.ApplicationLoader;
import io.mailswitch.jakarta.internal.sender.SenderCache;

/**
 * The senders behind all {@link MailswitchTransport}s: one for each configuration, kept open between messages. A servlet container closes
 * them when an application is undeployed, by itself; other containers call {@link #closeAll}. They keep no virtual machine alive. Thread-safe.
 */
public final class SharedSenders {
    private SharedSenders() {}

    /**
     * Closes the senders of the calling application, with their connections and threads. In a container the application is told by the
     * context class loader of the thread. The next {@code connect} opens others.
     */
    public static void closeAll() {
        ClassLoader application = ApplicationLoader.find();
        SenderCache.shared().closeAll(loader -> loader == application);
    }
}
