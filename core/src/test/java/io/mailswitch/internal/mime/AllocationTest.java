package io.mailswitch.internal.mime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.mailswitch.Attachment;
import io.mailswitch.Email;
import io.mailswitch.spi.Submission;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What it takes to make and write a message, counted exactly by the JVM. The bounds leave a quarter for other JVMs. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM = 300;
    private static final int COUNTED = 200;

    private static final String TEXT = "The disk of db-1 is 91 % full. It was 74 % full a week ago.\n".repeat(34);

    private static long octetsFor(Runnable work) {
        for (int i = 0; i < WARM; i++) {
            work.run();
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < COUNTED; i++) {
            work.run();
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / COUNTED;
    }

    private static void write(Submission submission) {
        try {
            submission.content().writeTo(OutputStream.nullOutputStream(), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void smallTextTakesLittle() {
        SubmissionFactory factory = Messages.factory();
        Email email = Email.builder()
                .from("alerts@example.com")
                .to("ops@example.com")
                .subject("Disk 91 % full")
                .text(TEXT)
                .build();

        long octets = octetsFor(() -> write(factory.of(email)));

        assertThat(octets).isLessThan(26_000);
    }

    @Test
    void fileTakesItsBuffersAndNoMore() {
        SubmissionFactory factory = Messages.factory();
        Email email = Email.builder()
                .from("alerts@example.com")
                .to("ops@example.com")
                .subject("Report")
                .text(TEXT)
                .attach(Attachment.of("report.pdf", "application/pdf", new byte[100 << 10]))
                .build();

        long octets = octetsFor(() -> write(factory.of(email)));

        // two buffers of a write: 29 KB and 40 KB
        assertThat(octets).isLessThan(130_000);
    }
}
