package io.mailswitch.javax.internal;

import java.util.List;

/**
 * Sees to it that each namespace reads and writes parts with its own handlers. JavaMail and Angus Mail, which comes with Mailswitch, name
 * theirs in the same {@code META-INF/mailcap}; the one whose jar comes second on the class path would try those of the other and fail with a
 * ClassCastException. What is found is kept for each context class loader, so both are looked at where they are about to be used.
 */
public final class ContentHandlers {
    private static final List<String[]> HANDLERS = List.of(
            new String[] {"text/plain", "text_plain"},
            new String[] {"text/html", "text_html"},
            new String[] {"text/xml", "text_xml"},
            new String[] {"multipart/*", "multipart_mixed; x-java-fallback-entry=true"},
            new String[] {"message/rfc822", "message_rfc822"});

    private ContentHandlers() {}

    /** Puts JavaMail's handlers first where they are not. */
    public static void restoreJavaMail() {
        if (javax.activation.CommandMap.getDefaultCommandMap() instanceof javax.activation.MailcapCommandMap map
                && !works(map)) {
            HANDLERS.forEach(handler -> map.addMailcap(line(handler, "com.sun.mail.handlers.")));
        }
    }

    /** Puts Angus's handlers first where they are not. */
    static void restoreAngus() {
        if (jakarta.activation.CommandMap.getDefaultCommandMap() instanceof jakarta.activation.MailcapCommandMap map
                && !works(map)) {
            HANDLERS.forEach(handler -> map.addMailcap(line(handler, "org.eclipse.angus.mail.handlers.")));
        }
    }

    private static String line(String[] handler, String handlers) {
        return handler[0] + ";; x-java-content-handler=" + handlers + handler[1];
    }

    private static boolean works(javax.activation.CommandMap map) {
        try {
            return map.createDataContentHandler("text/plain") != null
                    && map.createDataContentHandler("multipart/mixed") != null;
        } catch (ClassCastException e) {
            return false;
        }
    }

    private static boolean works(jakarta.activation.CommandMap map) {
        try {
            return map.createDataContentHandler("text/plain") != null
                    && map.createDataContentHandler("multipart/mixed") != null;
        } catch (ClassCastException e) {
            return false;
        }
    }
}
