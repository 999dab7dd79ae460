package io.mailswitch.jakarta.internal.servlet;

import io.mailswitch.jakarta.SharedSenders;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Closes the senders of a web application when it is undeployed. Found by servlet containers; nobody else loads it. */
public final class CloseOnUndeploy implements ServletContainerInitializer, ServletContextListener {
    /** Makes the initializer. */
    public CloseOnUndeploy() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> types, ServletContext context) {
        context.addListener(new CloseOnUndeploy());
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        SharedSenders.applicationStarted();
    }

    /** Other listeners may still send mail after this one was called. */
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        SharedSenders.applicationStopped();
    }
}
