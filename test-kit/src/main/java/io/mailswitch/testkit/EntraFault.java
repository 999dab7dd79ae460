package io.mailswitch.testkit;

import io.mailswitch.testkit.internal.entra.EntraErrors;
import io.mailswitch.testkit.internal.http.HttpAnswer;
import io.mailswitch.testkit.internal.http.HttpFaultScript;

/** A fault of {@link FakeEntra}; see {@link HttpFault}. */
public final class EntraFault extends HttpFault<EntraFault> {
    EntraFault(EntraStage stage, HttpFaultScript script) {
        super(stage, script);
    }

    @Override
    EntraFault self() {
        return this;
    }

    /**
     * Refuses the token.
     *
     * @param error why
     */
    public void fail(EntraError error) {
        order("AADSTS" + error.code(), normal -> new HttpAnswer.Respond(withHeaders(EntraErrors.response(error))));
    }
}
