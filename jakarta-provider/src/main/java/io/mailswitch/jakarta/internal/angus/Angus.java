package io.mailswitch.jakarta.internal.angus;

/** Tells whether the classes of Angus Mail's SMTP provider are there; on another implementation of Jakarta Mail they are not. */
public final class Angus {
    private static final boolean PRESENT = isPresent("org.eclipse.angus.mail.smtp.SMTPMessage");

    private Angus() {}

    /**
     * Tells whether they are there.
     *
     * @return true when they can be named
     */
    public static boolean isPresent() {
        return PRESENT;
    }

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, Angus.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
