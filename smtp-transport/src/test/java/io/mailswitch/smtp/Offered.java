package io.mailswitch.smtp;

import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.SmtpOptions;
import io.mailswitch.testkit.SmtpStage;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Which of the extensions that save round trips a server offers. */
enum Offered {
    NOTHING,
    CHUNKING,
    PIPELINING,
    BOTH;

    private static final Set<SmtpStage> NEVER_REACHED = Set.of(
            SmtpStage.TLS_HANDSHAKE,
            SmtpStage.AUTH_CONTINUATION,
            SmtpStage.BDAT,
            SmtpStage.CONTENT,
            SmtpStage.RSET,
            SmtpStage.NOOP,
            SmtpStage.QUIT,
            SmtpStage.IDLE);

    void by(FakeExchangeExtension exchange) {
        exchange.smtp().reconfigure(this::apply);
    }

    SmtpOptions apply(SmtpOptions options) {
        SmtpOptions changed = options.with("PIPELINING").with("CHUNKING").with("BINARYMIME");
        if (this == NOTHING || this == CHUNKING) {
            changed = changed.without("PIPELINING");
        }
        return isChunked() ? changed : changed.without("CHUNKING").without("BINARYMIME");
    }

    boolean isChunked() {
        return this == CHUNKING || this == BOTH;
    }

    /** Whether a message reaches a stage that the server answers. */
    boolean reaches(SmtpStage stage) {
        return !NEVER_REACHED.contains(stage) && !(stage == SmtpStage.DATA && isChunked());
    }

    /** Whether the last octet of the content has left when the server comes to a stage. */
    boolean isInDoubtAt(SmtpStage stage) {
        return stage == SmtpStage.CONTENT_END || (this == BOTH && (stage == SmtpStage.MAIL || stage == SmtpStage.RCPT));
    }

    /** Each offer with each stage that a message reaches then; what happens before MAIL does not depend on the offer. */
    static Stream<Arguments> withStages() {
        return Arrays.stream(values()).flatMap(offered -> Arrays.stream(SmtpStage.values())
                .filter(offered::reaches)
                .filter(stage -> offered == BOTH || stage.compareTo(SmtpStage.MAIL) >= 0)
                .map(stage -> Arguments.of(offered, stage)));
    }
}
