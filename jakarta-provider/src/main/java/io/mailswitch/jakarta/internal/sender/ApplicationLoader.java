package io.mailswitch.jakarta.internal.sender;

import io.mailswitch.MailSender;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The class loader that stands for the application: the thread's, where it sees Mailswitch, since that is where configuration and transports
 * of a web application are; else the one that loaded Mailswitch, for threads that belong to nobody.
 */
public final class ApplicationLoader {
    private ApplicationLoader() {}

    /**
     * Finds it.
     *
     * @return the class loader
     */
    public static ClassLoader find() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context != null && sees(context)
                ? context
                : Objects.requireNonNull(ApplicationLoader.class.getClassLoader(), "loader");
    }

    /**
     * Runs something with it as the class loader of the thread.
     *
     * @param loader the class loader
     * @param work what to run
     * @param <T> the type of its result
     * @return the result
     */
    public static <T> T with(ClassLoader loader, Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        if (before == loader) {
            return work.get();
        }
        thread.setContextClassLoader(loader);
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static boolean sees(ClassLoader loader) {
        try {
            return Class.forName(MailSender.class.getName(), false, loader) == MailSender.class;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
