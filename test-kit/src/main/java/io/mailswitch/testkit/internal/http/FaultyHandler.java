package io.mailswitch.testkit.internal.http;

import io.mailswitch.testkit.internal.http.HttpAnswer.Respond;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;

/** A service that records its requests and is disturbed by a script. */
public final class FaultyHandler implements HttpHandler {
    private final Function<HttpRequest, Enum<?>> stages;
    private final RequestLog log;
    private final HttpFaultScript script;
    private final Service service;

    /** The service without faults. */
    @FunctionalInterface
    public interface Service {
        /**
         * Answers a request.
         *
         * @param request the request, its body unread
         * @return the answer
         * @throws IOException if the client goes away
         */
        HttpResponse handle(HttpRequest request) throws IOException;
    }

    /**
     * Puts a script between clients and a service.
     *
     * @param stages tells what a request asks for
     * @param log takes each request
     * @param script what goes wrong
     * @param service what happens otherwise
     */
    public FaultyHandler(
            Function<HttpRequest, Enum<?>> stages, RequestLog log, HttpFaultScript script, Service service) {
        this.stages = stages;
        this.log = log;
        this.script = script;
        this.service = service;
    }

    @Override
    public HttpAnswer handle(HttpRequest request) throws IOException {
        Enum<?> stage = stages.apply(request);
        RequestLog.Entry entry = log.add(stage.name(), request);
        int status = 0;
        try {
            HttpAnswer answer = answer(stage, request);
            status = status(answer);
            return answer;
        } finally {
            entry.answered(status);
        }
    }

    private HttpAnswer answer(Enum<?> stage, HttpRequest request) throws IOException {
        HttpFaultScript.Fault fault = script.next(stage, request);
        if (fault == null) {
            return new Respond(whole(request));
        }
        if (fault.afterBytes() >= 0) {
            for (long left = fault.afterBytes(); left > 0 && request.body().read() >= 0; left--) {
                // the rest stays unread
            }
            return fault.effect().apply(new Respond(HttpResponse.empty(200)));
        }
        if (fault.accepted()) {
            return fault.effect().apply(new Respond(whole(request)));
        }
        request.body().transferTo(OutputStream.nullOutputStream());
        return fault.effect().apply(new Respond(HttpResponse.empty(200)));
    }

    private HttpResponse whole(HttpRequest request) throws IOException {
        HttpResponse response = service.handle(request);
        request.body().transferTo(OutputStream.nullOutputStream());
        return response;
    }

    private static int status(HttpAnswer answer) {
        if (answer instanceof Respond respond) {
            return respond.response().status();
        }
        if (answer instanceof HttpAnswer.RespondThenClose respond) {
            return respond.response().status();
        }
        if (answer instanceof HttpAnswer.Trickle trickle) {
            return trickle.response().status();
        }
        return answer instanceof HttpAnswer.Later later ? status(later.answer()) : 0;
    }
}
