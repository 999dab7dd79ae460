package io.mailswitch.benchmarks.sink;

import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The way of Graph for large mails: a draft, an upload session for each file, slices in order, and the draft is sent when all files are
 * complete. Keeps lengths only. Used by one thread.
 */
final class GraphDrafts {
    private static final Pattern CREATE = Pattern.compile("/v1\\.0/users/[^/]+/messages");
    private static final Pattern OPEN =
            Pattern.compile("/v1\\.0/users/[^/]+/messages/([^/]+)/attachments/createUploadSession");
    private static final Pattern SEND = Pattern.compile("/v1\\.0/users/[^/]+/messages/([^/]+)/send");
    private static final Pattern UPLOAD = Pattern.compile("/upload/([^/]+)");
    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");

    private final Map<String, Draft> drafts = new HashMap<>();
    private final Map<String, Upload> uploads = new HashMap<>();
    private int last;

    /**
     * An answer.
     *
     * @param status the status
     * @param json the body, or empty
     * @param sentOctets the length of the mail that was sent by it, or 0
     */
    record Answer(int status, String json, long sentOctets) {
        static Answer of(int status, String json) {
            return new Answer(status, json, 0);
        }
    }

    private static final class Draft {
        long octets;
        int incomplete;
    }

    private static final class Upload {
        final Draft draft;
        long received;

        Upload(Draft draft) {
            this.draft = draft;
        }
    }

    /** Whether a path belongs to an upload, which is authorized by its URL and must not be sent the token. */
    static boolean isUpload(String path) {
        return UPLOAD.matcher(path).matches();
    }

    /** Returns null for what is no request for a draft, or is out of order. */
    @Nullable
    Answer answer(HttpMethod method, String path, @Nullable String range, String origin, long length) {
        Matcher upload = UPLOAD.matcher(path);
        if (method.equals(HttpMethod.PUT) && upload.matches()) {
            return slice(uploads.get(upload.group(1)), range, length);
        }
        if (!method.equals(HttpMethod.POST)) {
            return null;
        }
        Matcher open = OPEN.matcher(path);
        Matcher send = SEND.matcher(path);
        if (CREATE.matcher(path).matches()) {
            return create(length);
        }
        if (open.matches()) {
            return open(drafts.get(open.group(1)), origin);
        }
        return send.matches() ? send(drafts.remove(send.group(1))) : null;
    }

    private Answer create(long length) {
        Draft draft = new Draft();
        draft.octets = length;
        String id = "draft-" + ++last;
        drafts.put(id, draft);
        return Answer.of(201, "{\"id\":\"" + id + "\",\"isDraft\":true}");
    }

    private @Nullable Answer open(@Nullable Draft draft, String origin) {
        if (draft == null) {
            return null;
        }
        draft.incomplete++;
        String id = "upload-" + ++last;
        uploads.put(id, new Upload(draft));
        return Answer.of(201, "{\"uploadUrl\":\"" + origin + "/upload/" + id + "\",\"nextExpectedRanges\":[\"0-\"]}");
    }

    private static @Nullable Answer slice(@Nullable Upload upload, @Nullable String range, long length) {
        Matcher numbers = RANGE.matcher(range == null ? "" : range);
        if (upload == null || !numbers.matches()) {
            return null;
        }
        long start = Long.parseLong(numbers.group(1));
        long end = Long.parseLong(numbers.group(2)) + 1;
        if (start != upload.received || end - start != length) {
            return null;
        }
        upload.received = end;
        upload.draft.octets += length;
        if (end < Long.parseLong(numbers.group(3))) {
            return Answer.of(200, "{\"nextExpectedRanges\":[\"" + end + "-\"]}");
        }
        upload.draft.incomplete--;
        return Answer.of(201, "");
    }

    private static @Nullable Answer send(@Nullable Draft draft) {
        return draft == null || draft.incomplete > 0 ? null : new Answer(202, "", draft.octets);
    }
}
