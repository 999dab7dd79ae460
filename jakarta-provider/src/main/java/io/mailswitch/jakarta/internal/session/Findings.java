package io.mailswitch.jakarta.internal.session;

import java.util.List;

/** Says what a session or a message asks for and does not get. */
public final class Findings {
    private static final int MAX_VALUE = 80;

    private Findings() {}

    static List<Finding> of(SessionProperties properties, String tls) {
        return PropertyTable.rows().stream()
                .filter(row -> row.treatment() != Treatment.HONOURED)
                .filter(row -> tls.equals(Server.STARTTLS) || !row.name().startsWith("starttls."))
                .flatMap(row -> properties
                        .object(row.name())
                        .filter(value ->
                                !value.toString().isBlank() && row.worthSaying().test(value))
                        .map(value -> new Finding(row.treatment(), sentence(properties.name(row.name()), value, row)))
                        .stream())
                .toList();
    }

    /**
     * Says what becomes of a method of {@code SMTPMessage}: the same as of the property.
     *
     * @param method its name
     * @param property the name of the property without {@code mail.smtp.}
     * @return the finding
     * @throws IllegalArgumentException when there is no such property
     */
    public static Finding ofMethod(String method, String property) {
        PropertyRow row = PropertyTable.rows().stream()
                .filter(candidate -> candidate.name().equals(property))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(property));
        return new Finding(
                row.treatment(), method + "(…) of the message is " + row.treatment() + ": " + row.effect() + '.');
    }

    private static String sentence(String name, Object value, PropertyRow row) {
        return name + (row.shown() ? '=' + shown(value) : "") + " is " + row.treatment() + ": " + row.effect() + '.';
    }

    static String shown(Object value) {
        if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            return "(an object of " + value.getClass().getName() + ')';
        }
        String text = value.toString().replaceAll("\\p{Cntrl}", "?");
        return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE) + "…";
    }
}
