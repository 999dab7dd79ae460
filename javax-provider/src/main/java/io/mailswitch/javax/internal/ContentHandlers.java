package io.mailswitch.javax.internal;

import java.util.Map;
import javax.activation.CommandMap;
import javax.activation.MailcapCommandMap;

/**
 * Sees to it that JavaMail writes parts with its own handlers. Angus Mail, which comes with Mailswitch, names its handlers in the same
 * {@code META-INF/mailcap}; where its jar comes first on the class path, JavaMail would try them and fail with a ClassCastException.
 */
public final class ContentHandlers {
    private static final Map<String, String> HANDLERS = Map.of(
            "text/plain", "text_plain",
            "text/html", "text_html",
            "text/xml", "text_xml",
            "multipart/*", "multipart_mixed; x-java-fallback-entry=true",
            "message/rfc822", "message_rfc822");

    private ContentHandlers() {}

    /** Puts JavaMail's handlers first where they are not. */
    public static void restore() {
        if (CommandMap.getDefaultCommandMap() instanceof MailcapCommandMap mailcap && !works(mailcap)) {
            HANDLERS.forEach((type, handler) ->
                    mailcap.addMailcap(type + ";; x-java-content-handler=com.sun.mail.handlers." + handler));
        }
    }

    private static boolean works(CommandMap map) {
        try {
            return map.createDataContentHandler("text/plain") != null
                    && map.createDataContentHandler("multipart/mixed") != null;
        } catch (ClassCastException e) {
            return false;
        }
    }
}
