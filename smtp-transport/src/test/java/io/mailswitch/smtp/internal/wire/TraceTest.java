package io.mailswitch.smtp.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {
    @Test
    void listenerThatFailsHidesNothing() {
        List<String> heard = new ArrayList<>();
        Trace trace = new Trace("smtp-1", false, line -> {
            heard.add(line);
            throw new IllegalStateException("the appender is closed");
        });

        trace.note("connected");
        trace.note("closed");

        assertThat(heard).containsExactly("smtp-1 -- connected", "smtp-1 -- closed");
    }
}
