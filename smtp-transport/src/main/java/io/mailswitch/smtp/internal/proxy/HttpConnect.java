package io.mailswitch.smtp.internal.proxy;

import io.mailswitch.internal.text.WireText;
import io.mailswitch.smtp.internal.config.ProxySettings;
import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.Link;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP CONNECT (RFC 9110 §9.3.6) with Basic authentication (RFC 7617). The proxy looks the server's name up. */
public final class HttpConnect {
    private static final int MAX_HEAD = 16_384;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: (.*))?");

    private final ProxySettings proxy;

    /**
     * Makes a client.
     *
     * @param proxy where the proxy is and who signs in
     */
    public HttpConnect(ProxySettings proxy) {
        this.proxy = proxy;
    }

    /**
     * Asks for a connection.
     *
     * @param link leads to the proxy, and to the server afterwards
     * @param target host and port of the server
     * @param deadline for the whole exchange
     * @throws ProxyException when the proxy does not let it through
     * @throws IOException when the connection to the proxy is lost
     */
    public void connect(Link link, String target, Deadline deadline) throws IOException {
        StringBuilder request = new StringBuilder()
                .append("CONNECT ")
                .append(target)
                .append(" HTTP/1.1\r\nHost: ")
                .append(target)
                .append("\r\n");
        if (proxy.username() != null && proxy.password() != null) {
            String login = proxy.username() + ':' + proxy.password().reveal();
            request.append("Proxy-Authorization: Basic ")
                    .append(Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                    .append("\r\n");
        }
        request.append("\r\n");
        link.write(ByteBuffer.wrap(request.toString().getBytes(StandardCharsets.US_ASCII)), deadline);
        String head = readHead(new ExactReader(link, deadline));
        Matcher status = STATUS.matcher(head.lines().findFirst().orElse(""));
        if (!status.matches()) {
            throw new ProxyException(
                    proxy.endpoint() + " does not answer as an HTTP proxy",
                    "Check host and port in mailswitch.smtp.proxy, and whether it should be socks5://host:port.",
                    false);
        }
        int code = Integer.parseInt(status.group(1));
        if (code / 100 != 2) {
            throw refusal(code, status.group(2) == null ? "" : status.group(2));
        }
    }

    /** Byte by byte: what follows the empty line belongs to the server, which speaks first. */
    private static String readHead(ExactReader in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int lineLength = 0;
        while (head.size() < MAX_HEAD) {
            int b = in.readOne();
            head.write(b);
            if (b == '\n') {
                if (lineLength == 0) {
                    return head.toString(StandardCharsets.ISO_8859_1);
                }
                lineLength = 0;
            } else if (b != '\r') {
                lineLength++;
            }
        }
        throw new ProxyException(
                "the HTTP proxy sent a response head of more than " + MAX_HEAD + " octets",
                "Check host and port in mailswitch.smtp.proxy.",
                false);
    }

    private ProxyException refusal(int code, String reason) {
        String summary = "the HTTP proxy " + proxy.endpoint() + " did not connect to the server: " + code + ' '
                + WireText.printable(reason, 100);
        if (code == 407) {
            return new ProxyException(
                    summary,
                    "Write the user into mailswitch.smtp.proxy and the password to mailswitch.smtp.proxy-password; Basic is the only way of "
                            + "signing in that is used.",
                    false);
        }
        if (code / 100 == 5) {
            return new ProxyException(
                    summary, "Check mailswitch.smtp.host and port as the proxy sees them, or try again later.", true);
        }
        return new ProxyException(
                summary, "Have the proxy's administrator allow CONNECT to the mail server's host and port.", false);
    }
}
