package io.mailswitch.testkit;

import io.mailswitch.testkit.internal.graph.GraphErrors;
import io.mailswitch.testkit.internal.http.HttpAnswer;
import io.mailswitch.testkit.internal.http.HttpFaultScript;

/** A fault of {@link FakeGraph}; see {@link HttpFault}. */
public final class GraphFault extends HttpFault<GraphFault> {
    GraphFault(GraphStage stage, HttpFaultScript script) {
        super(stage, script);
    }

    @Override
    GraphFault self() {
        return this;
    }

    /**
     * Strikes only at requests for one mailbox.
     *
     * @param address as in the path of the request, compared without regard to letter case
     * @return this
     */
    public GraphFault forMailbox(String address) {
        return when(
                request -> request.path().size() > 2 && request.path().get(2).equalsIgnoreCase(address));
    }

    /**
     * Answers with an error in the form of Graph.
     *
     * @param status such as 403
     * @param code such as {@code ErrorAccessDenied}
     * @param message the text for people
     */
    public void error(int status, String code, String message) {
        order(
                status + " " + code,
                normal -> new HttpAnswer.Respond(withHeaders(GraphErrors.response(status, code, message))));
    }
}
