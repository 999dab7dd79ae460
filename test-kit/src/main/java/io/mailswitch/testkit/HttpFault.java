package io.mailswitch.testkit;

import io.mailswitch.testkit.internal.http.Headers;
import io.mailswitch.testkit.internal.http.HttpAnswer;
import io.mailswitch.testkit.internal.http.HttpAnswer.Break;
import io.mailswitch.testkit.internal.http.HttpAnswer.Respond;
import io.mailswitch.testkit.internal.http.HttpFaultScript;
import io.mailswitch.testkit.internal.http.HttpRequest;
import io.mailswitch.testkit.internal.http.HttpResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A fault in the making, from {@link FakeGraph#at(GraphStage)} or {@link FakeEntra#at(EntraStage)}: first where and how often, then, as the
 * last call, what happens. It strikes once unless {@link #times(int)} or {@link #always()} says otherwise; where several match, the one that
 * was ordered first strikes.
 *
 * <pre>{@code
 * exchange.graph().at(GraphStage.SEND_MAIL).times(2).retryAfter(Duration.ofSeconds(3)).status(429);
 * exchange.graph().at(GraphStage.SEND_DRAFT).accepted().status(504);
 * }</pre>
 *
 * <p>A request that meets a fault takes no effect unless {@link #accepted()} was asked for; either way it is read to its end first, but for
 * {@link #afterBytes(long)}. For use by one thread.
 *
 * @param <F> the type itself
 */
public abstract sealed class HttpFault<F extends HttpFault<F>> permits GraphFault, EntraFault {
    private final Enum<?> stage;
    private final HttpFaultScript script;
    private Predicate<HttpRequest> applies = request -> true;
    private int skip;
    private int times = 1;
    private boolean accepted;
    private long afterBytes = -1;
    private Headers headers = Headers.none();

    HttpFault(Enum<?> stage, HttpFaultScript script) {
        this.stage = stage;
        this.script = script;
    }

    abstract F self();

    final F when(Predicate<HttpRequest> more) {
        applies = applies.and(more);
        return self();
    }

    final F header(String name, String value) {
        headers = headers.with(name, value);
        return self();
    }

    /**
     * Strikes only on one connection.
     *
     * @param number counted from 1
     * @return this
     */
    public final F onConnection(int number) {
        return when(request -> request.connection() == number);
    }

    /**
     * Lets the first matching requests pass.
     *
     * @param count how many
     * @return this
     */
    public final F afterFirst(int count) {
        skip = count;
        return self();
    }

    /**
     * Strikes several times.
     *
     * @param count how often, default once
     * @return this
     */
    public final F times(int count) {
        times = count;
        return self();
    }

    /**
     * Strikes every time.
     *
     * @return this
     */
    public final F always() {
        return times(Integer.MAX_VALUE);
    }

    /**
     * Lets the request take effect whatever the client is told: a mail is sent, a token issued.
     *
     * @return this
     */
    public final F accepted() {
        accepted = true;
        return self();
    }

    /**
     * Strikes after that much of the body, with the rest unread. Of use with {@link #drop()}, {@link #reset()} and {@link #stall()}.
     *
     * @param octets of the body
     * @return this
     */
    public final F afterBytes(long octets) {
        afterBytes = octets;
        return self();
    }

    /**
     * Adds {@code Retry-After} in seconds to the answer.
     *
     * @param pause in whole seconds
     * @return this
     */
    public final F retryAfter(Duration pause) {
        return header("Retry-After", Long.toString(pause.toSeconds()));
    }

    /**
     * Adds {@code Retry-After} as an HTTP date to the answer.
     *
     * @param until to the second
     * @return this
     */
    public final F retryAfter(Instant until) {
        return header("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atZone(ZoneOffset.UTC)));
    }

    /**
     * Answers with a status and no body.
     *
     * @param status such as 503
     */
    public final void status(int status) {
        order("status " + status, normal -> respond(HttpResponse.empty(status)));
    }

    /**
     * Answers with any body.
     *
     * @param status such as 502
     * @param contentType such as {@code text/html}
     * @param body sent as UTF-8
     */
    public final void answer(int status, String contentType, String body) {
        order(
                "status " + status + " with " + contentType,
                normal -> respond(HttpResponse.text(status, contentType, body)));
    }

    /**
     * Sends the client elsewhere.
     *
     * @param status 301, 302, 303, 307 or 308
     * @param location where
     */
    public final void redirect(int status, URI location) {
        header("Location", location.toString());
        status(status);
    }

    /** Answers normally and takes effect, with the header fields ordered before, such as {@link #retryAfter(Duration)}. */
    public final void answerNormally() {
        accepted();
        order("the normal answer", normal -> respond(((Respond) normal).response()));
    }

    /**
     * Answers normally and takes effect, later.
     *
     * @param time how much later
     */
    public final void delay(Duration time) {
        accepted();
        order("delay of " + time, normal -> new HttpAnswer.Later(time, normal));
    }

    /**
     * Answers with a status, at once, and a body that comes a byte at a time.
     *
     * @param status such as 500
     * @param contentType such as {@code application/json}
     * @param body sent as UTF-8
     * @param interval the pause before each byte
     */
    public final void trickle(int status, String contentType, String body, Duration interval) {
        order(
                "slow status " + status,
                normal -> new HttpAnswer.Trickle(withHeaders(HttpResponse.text(status, contentType, body)), interval));
    }

    /**
     * Answers with a head that promises a body, some of it, and the end of the connection.
     *
     * @param status such as 500
     * @param contentType such as {@code application/json}
     * @param body sent as UTF-8
     * @param bodyBytes how much of it is sent
     */
    public final void cut(int status, String contentType, String body, int bodyBytes) {
        order(
                "cut status " + status,
                normal -> new HttpAnswer.Cut(withHeaders(HttpResponse.text(status, contentType, body)), bodyBytes));
    }

    /** Answers normally, takes effect, and closes the connection without having announced it. */
    public final void answerThenClose() {
        accepted();
        order(
                "close after the answer",
                normal -> new HttpAnswer.RespondThenClose(withHeaders(((Respond) normal).response())));
    }

    /**
     * Sends bytes in place of the answer and closes the connection.
     *
     * @param bytes just as sent
     */
    public final void rawBytes(byte[] bytes) {
        String latin1 = new String(bytes, StandardCharsets.ISO_8859_1);
        order("raw bytes", normal -> new HttpAnswer.Raw(latin1));
    }

    /** Closes the connection without an answer, and without TLS's farewell. */
    public final void drop() {
        order("drop", normal -> Break.DROP);
    }

    /** Closes the connection without an answer, but with TLS's farewell. */
    public final void close() {
        order("close", normal -> Break.CLOSE);
    }

    /** Resets the connection without an answer. */
    public final void reset() {
        order("reset", normal -> Break.RESET);
    }

    /** Gives no answer and keeps the connection open. */
    public final void stall() {
        order("stall", normal -> Break.STALL);
    }

    /** Takes effect and closes the connection without an answer, and without TLS's farewell. */
    public final void acceptThenDrop() {
        accepted();
        drop();
    }

    private HttpAnswer respond(HttpResponse response) {
        return new Respond(withHeaders(response));
    }

    final HttpResponse withHeaders(HttpResponse response) {
        HttpResponse more = response;
        for (var field : headers.fields()) {
            more = more.with(field.getKey(), field.getValue());
        }
        return more;
    }

    final void order(String description, UnaryOperator<HttpAnswer> effect) {
        script.add(new HttpFaultScript.Fault(stage, applies, skip, times, accepted, afterBytes, effect, description));
    }
}
