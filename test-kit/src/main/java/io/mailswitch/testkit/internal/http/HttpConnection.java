package io.mailswitch.testkit.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One connection: requests in turn, each answered before the next is read. One thread runs it; any may close it. */
final class HttpConnection implements Closeable {
    private final int number;
    private final Socket raw;
    private final @Nullable ServerTls tls;
    private final HttpHandler handler;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Object answering = new Object();
    private volatile boolean idle = true;

    HttpConnection(int number, Socket raw, @Nullable ServerTls tls, HttpHandler handler) throws IOException {
        raw.setTcpNoDelay(true);
        this.number = number;
        this.raw = raw;
        this.tls = tls;
        this.handler = handler;
    }

    int number() {
        return number;
    }

    /** Waits for an answer on its way: the client may have it already, and takes the connection for idle. */
    boolean isIdle() {
        synchronized (answering) {
            return idle;
        }
    }

    void run() throws IOException {
        Socket socket = raw;
        String protocol = null;
        String cipher = null;
        if (tls != null) {
            if (tls.isOld()) {
                OldTls.converse(raw, tls.protocols().get(0));
                return;
            }
            SSLSocket layered = tls.layer(raw);
            layered.startHandshake();
            protocol = layered.getSession().getProtocol();
            cipher = layered.getSession().getCipherSuite();
            socket = layered;
        }
        HeadReader in = new HeadReader(socket.getInputStream());
        while (!in.atEnd()) {
            idle = false;
            HttpRequest request;
            try {
                request = RequestParser.read(in, socket.getOutputStream(), number, protocol, cipher);
            } catch (BadRequestException e) {
                send(socket, HttpResponse.text(400, "text/plain", e.reason()), true);
                return;
            }
            try {
                if (!converse(socket, in, request)) {
                    return;
                }
            } finally {
                request.ended();
            }
        }
    }

    /** Returns whether the connection goes on. */
    private boolean converse(Socket socket, HeadReader in, HttpRequest request) throws IOException {
        HttpAnswer answer = handler.handle(request);
        if (answer == HttpAnswer.Break.STALL) {
            stall(in, request);
            return false;
        }
        if (!(answer instanceof HttpAnswer.Break)) {
            request.body().transferTo(OutputStream.nullOutputStream());
        }
        boolean last = request.headers().all("Connection").contains("close");
        return answer(socket, request, answer, last) && !last;
    }

    /** Hangs until the client gives up; within a body, where reading on would be no hanging, until the test is over. */
    private void stall(HeadReader in, HttpRequest request) throws IOException {
        if (!request.isWhole()) {
            pause(Duration.ofDays(1));
        }
        byte[] ignored = new byte[1024];
        while (in.read(ignored, 0, ignored.length) >= 0) {
            // whatever comes, there is no answer
        }
    }

    /** Returns whether the connection goes on. */
    private boolean answer(Socket socket, HttpRequest request, HttpAnswer answer, boolean last) throws IOException {
        if (answer instanceof HttpAnswer.Later later) {
            pause(later.time());
            return answer(socket, request, later.answer(), last);
        }
        if (answer instanceof HttpAnswer.Trickle trickle) {
            trickle(socket, request, trickle, last);
            return true;
        }
        request.ended();
        if (answer instanceof HttpAnswer.Respond respond) {
            synchronized (answering) {
                send(socket, respond.response(), last);
                idle = !last;
            }
            return true;
        }
        if (answer instanceof HttpAnswer.Cut cut) {
            OutputStream out = socket.getOutputStream();
            out.write(head(cut.response(), false));
            out.write(
                    cut.response().body(),
                    0,
                    Math.min(cut.bodyBytes(), cut.response().body().length));
        } else if (answer instanceof HttpAnswer.RespondThenClose respond) {
            send(socket, respond.response(), false);
            socket.close();
        } else if (answer instanceof HttpAnswer.Raw bytes) {
            socket.getOutputStream().write(bytes.latin1().getBytes(StandardCharsets.ISO_8859_1));
            socket.close();
        } else if (answer instanceof HttpAnswer.Break end) {
            switch (end) {
                case DROP -> raw.shutdownOutput();
                case CLOSE -> socket.close();
                case RESET -> raw.setSoLinger(true, 0);
                case STALL -> throw new IllegalStateException("a stall is no answer");
            }
        }
        return false;
    }

    private void trickle(Socket socket, HttpRequest request, HttpAnswer.Trickle trickle, boolean last)
            throws IOException {
        socket.getOutputStream().write(head(trickle.response(), last));
        byte[] body = trickle.response().body();
        for (int i = 0; i < body.length; i++) {
            pause(trickle.interval());
            if (i == body.length - 1) {
                request.ended();
            }
            socket.getOutputStream().write(body, i, 1);
        }
        idle = !last;
    }

    private static void send(Socket socket, HttpResponse response, boolean last) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head(response, last));
        all.writeBytes(response.body());
        // one write, so that no client waits for the second half of a small answer
        socket.getOutputStream().write(all.toByteArray());
    }

    private static byte[] head(HttpResponse response, boolean last) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(response.status())
                .append(' ')
                .append(ReasonPhrases.of(response.status()))
                .append("\r\nDate: ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
                .append("\r\n");
        for (Map.Entry<String, String> field : response.headers().fields()) {
            head.append(field.getKey()).append(": ").append(field.getValue()).append("\r\n");
        }
        if (response.status() != 204) { // RFC 9110 §8.6
            head.append("Content-Length: ").append(response.body().length).append("\r\n");
        }
        if (last) {
            head.append("Connection: close\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void pause(Duration time) throws IOException {
        try {
            if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("closed by the test");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        raw.close();
    }
}
