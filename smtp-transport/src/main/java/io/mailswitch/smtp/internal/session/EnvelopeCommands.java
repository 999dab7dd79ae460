package io.mailswitch.smtp.internal.session;

import io.mailswitch.DeliveryStatusRequest;
import io.mailswitch.DeliveryStatusRequest.Notify;
import io.mailswitch.DeliveryStatusRequest.ReturnContent;
import io.mailswitch.EmailAddress;
import io.mailswitch.Envelope;
import io.mailswitch.smtp.internal.wire.Command;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes MAIL and RCPT with their parameters.
 *
 * @param size octets of the message, for SIZE (RFC 1870); below 0 for no parameter
 * @param eightBit whether BODY=8BITMIME is said (RFC 6152)
 * @param utf8 whether SMTPUTF8 is said (RFC 6531)
 * @param reports which reports are asked for (RFC 3461); null for none
 */
record EnvelopeCommands(
        long size, boolean eightBit, boolean utf8, @Nullable DeliveryStatusRequest reports) {

    /** MAIL and each RCPT, in the order in which they are sent. */
    List<Command> all(Envelope envelope) {
        List<Command> commands = new ArrayList<>(envelope.forwardPaths().size() + 1);
        commands.add(mail(envelope.reversePath()));
        envelope.forwardPaths().forEach(recipient -> commands.add(rcpt(recipient)));
        return commands;
    }

    Command mail(@Nullable EmailAddress reversePath) {
        StringBuilder line = new StringBuilder("MAIL FROM:<")
                .append(reversePath == null ? "" : reversePath.wireForm())
                .append('>');
        if (size >= 0) {
            line.append(" SIZE=").append(size);
        }
        if (eightBit) {
            line.append(" BODY=8BITMIME");
        }
        if (utf8) {
            line.append(" SMTPUTF8");
        }
        if (reports != null) {
            reports.content()
                    .ifPresent(part -> line.append(" RET=").append(part == ReturnContent.FULL ? "FULL" : "HDRS"));
            reports.id().ifPresent(id -> line.append(" ENVID=").append(xtext(id)));
        }
        return command(line);
    }

    Command rcpt(EmailAddress forwardPath) {
        StringBuilder line =
                new StringBuilder("RCPT TO:<").append(forwardPath.wireForm()).append('>');
        if (reports != null) {
            if (!reports.notifyOn().isEmpty()) {
                line.append(" NOTIFY=")
                        .append(reports.notifyOn().stream()
                                .map(Notify::name)
                                .map(name -> name.toUpperCase(Locale.ROOT))
                                .collect(Collectors.joining(",")));
            }
            line.append(" ORCPT=")
                    .append(
                            forwardPath.needsSmtpUtf8()
                                    ? "utf-8;" + unitext(forwardPath.wireForm())
                                    : "rfc822;" + xtext(forwardPath.wireForm()));
        }
        return command(line);
    }

    private Command command(StringBuilder line) {
        return utf8 ? Command.utf8(line.toString()) : Command.of(line.toString());
    }

    /** RFC 3461 §4: printable ASCII but for plus and equals sign, the rest as plus and two digits. */
    static String xtext(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0x20 && b < 0x7f && b != '+' && b != '=') {
                encoded.append((char) b);
            } else {
                encoded.append(String.format("+%02X", b & 0xff));
            }
        }
        return encoded.toString();
    }

    /** RFC 6533 §3, utf-8-addr-unitext: as xtext for ASCII, other characters as they are. */
    private static String unitext(String address) {
        StringBuilder encoded = new StringBuilder();
        address.codePoints().forEach(c -> {
            if (c > 0x7f) {
                encoded.appendCodePoint(c);
            } else if (c > 0x20 && c < 0x7f && c != '+' && c != '=' && c != '\\') {
                encoded.append((char) c);
            } else {
                encoded.append(String.format("\\x{%02X}", c));
            }
        });
        return encoded.toString();
    }
}
