package io.mailswitch.jakarta;

import io.mailswitch.jakarta.internal.sender.ApplicationLoader;
import io.mailswitch.jakarta.internal.sender.SenderCache;

/**
 * The senders behind all {@link MailswitchTransport}s: one for each configuration, kept open between messages. A servlet container closes
 * them when an application is undeployed, by itself; other containers call {@link #applicationStopped} or {@link #closeAll}. They keep no
 * virtual machine alive. In a container the calling application is told by the context class loader of the thread. Thread-safe.
 */
public final class SharedSenders {
    private SharedSenders() {}

    /** Closes the senders of the calling application, with their connections and threads. The next {@code connect} opens others. */
    public static void closeAll() {
        ClassLoader application = ApplicationLoader.find();
        SenderCache.shared().closeAll(loader -> loader == application);
    }

    /**
     * Tells that an application begins. Needed only where {@link #applicationStopped} is called and several applications share a class loader,
     * or one begins anew in the same: call it once for each.
     */
    public static void applicationStarted() {
        SenderCache.shared().start(ApplicationLoader.find());
    }

    /**
     * Closes the senders of the calling application, with their connections and threads, for good. A message that it still sends, while it
     * shuts down or from a thread that it has left behind, goes out over a sender of its own, which is closed together with its transport.
     * Where several applications that began share a class loader, the last one closes. The executor that azure-core shares between all its
     * clients ends too, where the application has azure-core to itself; who needs it afterwards gets another.
     */
    public static void applicationStopped() {
        SenderCache.shared().stop(ApplicationLoader.find());
    }
}
