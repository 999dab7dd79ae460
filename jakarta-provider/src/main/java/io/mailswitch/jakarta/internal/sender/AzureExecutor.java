package io.mailswitch.jakarta.internal.sender;

/**
 * Lets go of the executor that azure-core keeps for all its clients. Its shutdown hook is never taken back otherwise, and holds the classes of an
 * undeployed application as long as the JVM runs. Named, not linked: only an application that sends by Graph or signs in by tokens has it.
 */
final class AzureExecutor {
    private static final String TYPE = "com.azure.core.util.SharedExecutorService";

    private AzureExecutor() {}

    /**
     * Ends the executor, if the application has azure-core to itself. Whoever needs it afterwards gets another one.
     *
     * @param application the class loader of the application that ends
     */
    static void release(ClassLoader application) {
        try {
            Class<?> type = Class.forName(TYPE, false, application);
            if (type.getClassLoader() == application) {
                type.getMethod("reset").invoke(type.getMethod("getInstance").invoke(null));
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            // not there, or not as we know it: then it is none of our business
        }
    }
}
