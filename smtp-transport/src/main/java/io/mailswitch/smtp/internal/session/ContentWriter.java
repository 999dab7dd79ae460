package io.mailswitch.smtp.internal.session;

import io.mailswitch.InvalidMessageException;
import io.mailswitch.smtp.internal.wire.BareLineBreakException;
import io.mailswitch.smtp.internal.wire.ChunkStream;
import io.mailswitch.smtp.internal.wire.ContentLengthException;
import io.mailswitch.smtp.internal.wire.ContentStream;
import io.mailswitch.smtp.internal.wire.DataStream;
import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.DeadlineException;
import io.mailswitch.smtp.internal.wire.Dialogue;
import io.mailswitch.spi.Submission;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the content of one message. Until it returns the end has not left; a failure cuts the connection, so that the server discards what
 * it got.
 */
final class ContentWriter {
    /** Four full TLS 1.3 records as the JDK makes them: of their 16,384 octets it takes 17 for type and padding. */
    private static final int BUFFER = 4 * (16_384 - 17);
    /** Room for the commands before short content, or the dots that are added to it. */
    private static final int MARGIN = 1_024;

    /** Keeps an ear on the server while it is sent to. */
    interface Watch {
        /**
         * Listens to what the server says meanwhile.
         *
         * @param left octets that were not handed over yet
         * @throws IOException when the rest must not be sent
         */
        void listen(long left) throws IOException;

        /**
         * Looks for the reason of a failure, before the connection is cut.
         *
         * @param failure of writing or listening
         * @return what explains it, else the failure itself
         */
        IOException explain(IOException failure);
    }

    private final SmtpConnection connection;
    private final Submission submission;
    private final Waits waits;
    private final long size;

    ContentWriter(SmtpConnection connection, Submission submission, Waits waits, long size) {
        this.connection = connection;
        this.submission = submission;
        this.waits = waits;
        this.size = size;
    }

    /** After the reply to DATA. */
    void data(Watch watch) throws IOException {
        Progress progress = new Progress(watch);
        progress.write(new DataStream(dialogue().link(), progress, bufferSize(0)));
        dialogue().expectReply();
    }

    /** Behind a BDAT that announces the size and leaves in the same write. */
    void chunk(byte[] head, Watch watch) throws IOException {
        Progress progress = new Progress(watch);
        progress.write(new ChunkStream(dialogue().link(), progress, head, size, bufferSize(head.length)));
    }

    private int bufferSize(int head) {
        return (int) Math.min(BUFFER, size + head + MARGIN);
    }

    private Dialogue dialogue() {
        return connection.dialogue();
    }

    private final class Progress implements ContentStream.Gate {
        private final Watch watch;
        private @Nullable ContentStream out;
        private boolean left;

        Progress(Watch watch) {
            this.watch = watch;
        }

        @Override
        public Deadline open() throws IOException {
            if (left) {
                watch.listen(out == null ? size : size - out.octets());
            } else {
                dialogue().leaving(); // nothing has been said yet that could be answered
                left = true;
            }
            if (waits.message().passed()) {
                // a slow source may have used up the time of a socket that never blocked: better not accepted than in
                // doubt
                throw new DeadlineException("the time for the message was used up before its end");
            }
            return waits.write();
        }

        void write(ContentStream content) throws IOException {
            out = content;
            boolean whole = false;
            try {
                submission.content().writeTo(content, List.of());
                if (content.octets() != size) {
                    throw WholeContent.changed(submission, WholeContent.otherLength(size, content.octets()), null);
                }
                content.end();
                whole = true;
            } catch (BareLineBreakException | ContentLengthException e) {
                throw WholeContent.broken(submission, e);
            } catch (IOException e) {
                throw watch.explain(e);
            } catch (InvalidMessageException e) {
                throw WholeContent.of(submission, e);
            } finally {
                if (!whole) {
                    dialogue().trace().note("content broken off after " + content.octets() + " octets");
                    connection.abort();
                }
            }
            dialogue().trace().note("content of " + content.octets() + " octets");
        }
    }
}
