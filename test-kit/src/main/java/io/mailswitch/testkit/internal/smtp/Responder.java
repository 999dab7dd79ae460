package io.mailswitch.testkit.internal.smtp;

import io.mailswitch.testkit.SmtpStage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Gives the normal answers, or plays the fault that a test has ordered in their place. */
final class Responder {
    private final Wire wire;
    private final ConnectionLog log;
    private final FaultScript script;

    Responder(Wire wire, ConnectionLog log, FaultScript script) {
        this.wire = wire;
        this.log = log;
        this.script = script;
    }

    /**
     * Answers a command.
     *
     * @return whether it took effect and the session goes on in the normal way
     */
    boolean respond(SmtpStage stage, Moment moment, Answer normal) throws IOException {
        Fault fault = script.next(stage, moment);
        boolean takesEffect = fault == null || fault.takesEffect(normal.reply());
        if (takesEffect) {
            normal.effect().run();
        }
        if (fault == null) {
            wire.reply(normal.reply());
        } else {
            play(fault.action(), normal.reply());
        }
        return takesEffect;
    }

    /** Takes the fault that is due where there is nothing to answer. */
    @Nullable
    Fault take(SmtpStage stage, Moment moment) {
        return script.next(stage, moment);
    }

    void giveBack(Fault fault) {
        script.giveBack(fault);
    }

    /** Plays a fault; the normal reply is used by those that only disturb it. */
    void play(FaultAction action, String normalReply) throws IOException {
        if (action instanceof FaultAction.Reply reply) {
            wire.reply(reply.lines());
            if (reply.close() || reply.lines().startsWith("421")) { // RFC 5321 §4.2.1: 421 closes the channel
                wire.flush();
                wire.closeGently();
                throw new EndOfSession("closed after " + reply.lines());
            }
        } else if (action instanceof FaultAction.Unsolicited unsolicited) {
            wire.reply(normalReply);
            wire.reply(unsolicited.lines());
        } else if (action instanceof FaultAction.Delay delay) {
            wire.flush();
            wire.pause(delay.time());
            wire.reply(normalReply);
        } else if (action instanceof FaultAction.Trickle trickle) {
            wire.flush();
            String reply = trickle.lines().replace("\n", "\r\n") + "\r\n";
            wire.writeByByte(reply.getBytes(StandardCharsets.UTF_8), trickle.interval());
        } else if (action instanceof FaultAction.Raw raw) {
            wire.replyBytes(raw.octets().getBytes(StandardCharsets.ISO_8859_1));
            wire.flush();
            if (raw.close()) {
                breakOff(FaultAction.Break.DROP);
            }
        } else if (action instanceof FaultAction.Endless endless) {
            sendForEver(endless.multiLine());
        } else if (action instanceof FaultAction.Break way) {
            wire.flush();
            breakOff(way);
        }
    }

    /** Ends or hangs the connection; never returns. */
    void breakOff(FaultAction.Break way) throws IOException {
        switch (way) {
            case DROP -> wire.close();
            case CLOSE -> wire.closeGently();
            case RESET -> wire.reset();
            case HALF_CLOSE -> {
                wire.endOutput();
                drain();
            }
            case STALL -> drain();
        }
        throw new EndOfSession(way.toString());
    }

    /** Reads on without an answer until the client gives up, so that its end is seen. */
    private void drain() throws IOException {
        byte[] seen = TlsRecords.remove(wire.drain());
        log.received(seen, 0, seen.length, !wire.isSecure());
    }

    private void sendForEver(boolean multiLine) throws IOException {
        String piece = multiLine ? "250-and more\r\n".repeat(500) : "and more ".repeat(900);
        wire.replyBytes((multiLine ? "" : "250 ").getBytes(StandardCharsets.US_ASCII));
        while (true) {
            wire.replyBytes(piece.getBytes(StandardCharsets.US_ASCII));
            wire.flush();
            wire.pause(Duration.ZERO);
        }
    }
}
