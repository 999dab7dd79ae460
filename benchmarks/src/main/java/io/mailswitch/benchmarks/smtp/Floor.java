package io.mailswitch.benchmarks.smtp;

import io.mailswitch.benchmarks.work.Contender;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.Letter;
import io.mailswitch.benchmarks.work.ReadyMime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What cannot be beaten: ready bytes on a bare TLS socket, MAIL, RCPT and BDAT with the whole content in one write. With a window, the next
 * messages leave while the first is still to be answered.
 */
public final class Floor implements Contender {
    /** Messages in flight when the targets were set. */
    public static final int WINDOW = 8;

    /** A wider one. */
    public static final int WIDE_WINDOW = 32;

    private final int window;

    /**
     * Makes the contender.
     *
     * @param window how many messages are in flight at most; 1 waits for each
     */
    public Floor(int window) {
        this.window = window;
    }

    @Override
    public boolean batches() {
        return window > 1;
    }

    @Override
    public Client open(Job job) throws IOException {
        byte[] flight = flight(job);
        int replies = job.recipients() + 2;
        return new Client() {
            @Override
            public Lane lane() throws IOException {
                FloorConnection connection = FloorConnection.open(job.port());
                return new Lane() {
                    @Override
                    public void send(int count) throws IOException {
                        int answered = 0;
                        for (int sent = 0; sent < count; sent++) {
                            connection.write(flight);
                            if (sent - answered == window - 1) {
                                connection.expect(replies);
                                answered++;
                            }
                        }
                        connection.expect(replies * (count - answered));
                    }

                    @Override
                    public void close() throws IOException {
                        connection.close();
                    }
                };
            }

            @Override
            public void close() {}
        };
    }

    private static byte[] flight(Job job) throws IOException {
        Letter letter = job.letter();
        byte[] content = ReadyMime.of(job);
        StringBuilder commands = new StringBuilder("MAIL FROM:<" + letter.from() + ">\r\n");
        letter.to().forEach(to -> commands.append("RCPT TO:<").append(to).append(">\r\n"));
        commands.append("BDAT ").append(content.length).append(" LAST\r\n");
        ByteArrayOutputStream flight = new ByteArrayOutputStream();
        flight.writeBytes(commands.toString().getBytes(StandardCharsets.US_ASCII));
        flight.writeBytes(content);
        return flight.toByteArray();
    }
}
