package io.mailswitch.graph.internal.path;

import io.mailswitch.FailureOrigin;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.MailException;
import io.mailswitch.graph.internal.failure.ErrorTable;
import io.mailswitch.graph.internal.failure.Failures;
import io.mailswitch.graph.internal.failure.Verdict;
import io.mailswitch.graph.internal.json.JsonBodies;
import io.mailswitch.graph.internal.json.SourceFile;
import io.mailswitch.graph.internal.wire.Answer;
import io.mailswitch.graph.internal.wire.GraphRequest;
import io.mailswitch.graph.internal.wire.Operation;
import io.mailswitch.graph.internal.wire.StreamedBody;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * Adds a large file to a draft by an upload session: in slices, strictly in order, without our token, following what the server says it
 * expects next. While a slice of a file of this machine is on its way and its answer is waited for, the next is read. A session that breaks is
 * given up, and the file begun again in a second one; a third there is not. Not thread-safe.
 * Source: Microsoft Graph documentation, "Attach large files to Outlook messages or events".
 */
final class FileUpload implements AutoCloseable {
    private static final MediaType OCTETS = MediaType.get("application/octet-stream");

    private static final Duration CANCEL_BOUND = Duration.ofSeconds(5);
    private static final Set<Integer> SESSION_LOST = Set.of(401, 404, 409, 410, 416);

    private final MailboxSession session;
    private final String draftId;
    private final SourceFile file;
    private final int sliceSize;
    private final ReadAhead.Means means;
    private @Nullable OpenFile reader;

    FileUpload(MailboxSession session, String draftId, SourceFile file, int sliceSize) {
        this.session = session;
        this.draftId = draftId;
        this.file = file;
        this.sliceSize = sliceSize;
        this.means = ReadAhead.Means.of(session::isClosing);
    }

    /**
     * Uploads the file.
     *
     * @throws MailException when it could not be uploaded; the session is then given up
     */
    void run() {
        String url = open();
        try {
            upload(url);
        } catch (SessionLost first) {
            cancel(url);
            url = open();
            try {
                upload(url);
            } catch (SessionLost second) {
                cancel(url);
                throw second.reason;
            } catch (RuntimeException e) {
                cancel(url);
                throw e;
            }
        } catch (RuntimeException e) {
            cancel(url);
            throw e;
        }
    }

    private String open() {
        Answer answer =
                session.require(Operation.OPEN_UPLOAD, Map.of("id", draftId), () -> JsonBodies.uploadSession(file));
        String url = answer.fields().uploadUrl().orElse("");
        HttpUrl parsed = HttpUrl.parse(url);
        if (parsed == null || !parsed.isHttps()) {
            throw Failures.incomplete(Operation.OPEN_UPLOAD, answer, "the answer has no https URL to upload to");
        }
        return url;
    }

    private void upload(String url) throws SessionLost {
        long offset = 0;
        // the server may ask for a slice again, but not for ever
        for (long left = 2 * (file.size() / sliceSize) + 10; ; left--) {
            int length = (int) Math.min(sliceSize, file.size() - offset);
            Answer answer = put(url, offset, length);
            long end = offset + length;
            if (answer.status() == 201 && end == file.size()) {
                return;
            }
            offset = next(answer, end);
            if (answer.status() == 201 || offset >= file.size()) {
                throw lost(answer, "the server counts other octets than were uploaded");
            }
            if (left == 0) {
                throw lost(answer, "the server asks for the same octets over and over");
            }
        }
    }

    private Answer put(String url, long start, int length) throws SessionLost {
        GraphRequest request = GraphRequest.upload(
                Operation.UPLOAD_SLICE,
                url,
                Map.of("Content-Range", "bytes " + start + '-' + (start + length - 1) + '/' + file.size()),
                () -> new StreamedBody(OCTETS, length, out -> copy(start, length, out)));
        Answer answer;
        try {
            answer = session.patiently(request);
        } catch (MailException e) {
            if (e.origin() == FailureOrigin.TRANSPORT) {
                throw new SessionLost(e);
            }
            throw e;
        }
        if (answer.isYes(Operation.UPLOAD_SLICE)) {
            return answer;
        }
        Verdict verdict = ErrorTable.of(answer).verdict();
        if (SESSION_LOST.contains(answer.status()) || verdict == Verdict.UPLOAD_LOST) {
            throw lost(answer, "the server no longer knows the upload");
        }
        if (verdict == Verdict.AMBIGUOUS) {
            throw new SessionLost(Failures.of(Operation.UPLOAD_SLICE, answer));
        }
        throw Failures.of(Operation.UPLOAD_SLICE, answer);
    }

    /** Reads {@code ["0-"]}, {@code ["0-99","200-"]} or {@code ["2097152"]}; without any, the next slice is due. */
    private long next(Answer answer, long following) throws SessionLost {
        List<String> ranges = answer.fields().nextExpectedRanges();
        if (ranges.isEmpty()) {
            return following;
        }
        String first = ranges.get(0).strip();
        int dash = first.indexOf('-');
        String start = dash < 0 ? first : first.substring(0, dash);
        if (!start.matches("\\d{1,15}")) {
            throw lost(answer, "the server does not say which octets it expects");
        }
        return Long.parseLong(start);
    }

    private void copy(long offset, int length, OutputStream out) throws IOException {
        at(offset).copy(length, out);
    }

    /** Goes on where the last slice ended, and begins anew only where the server wants to go back. */
    private OpenFile at(long offset) throws IOException {
        OpenFile open = reader;
        if (open != null && open.position() <= offset) {
            open.copy(offset - open.position(), OutputStream.nullOutputStream());
            return open;
        }
        close();
        if (open != null && !open.hasEnded()) {
            throw new InvalidMessageException(
                    "attachments",
                    '"' + file.name()
                            + "\" does not go on being read, so that it cannot be begun anew as the server wants",
                    "Look at the disk or network share that it is on, or attach it from one that answers.");
        }
        OpenFile anew = open(offset);
        reader = anew;
        return anew;
    }

    private OpenFile open(long offset) {
        OpenFile ahead = file.isForAnyThread() ? ReadAhead.of(file, offset, sliceSize, means) : null;
        return ahead == null ? ReadInPlace.of(file, offset) : ahead;
    }

    private void cancel(String url) {
        Uninterrupted.run(() -> {
            try {
                session.ask(GraphRequest.upload(Operation.CANCEL_UPLOAD, url, Map.of(), null), CANCEL_BOUND);
                return true;
            } catch (MailException e) {
                // it ends by itself in time
                return false;
            }
        });
    }

    private static SessionLost lost(Answer answer, String what) {
        return new SessionLost(Failures.incomplete(Operation.UPLOAD_SLICE, answer, what));
    }

    @Override
    public void close() {
        OpenFile open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
    }

    /** The session is of no use any more; carries what is thrown when there is no other. */
    private static final class SessionLost extends Exception {
        private static final long serialVersionUID = 1L;

        private final MailException reason;

        SessionLost(MailException reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
