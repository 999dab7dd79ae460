package io.mailswitch.benchmarks.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GraphDraftsTest {
    private static final String MESSAGES = "/v1.0/users/a@example.com/messages";

    private final GraphDrafts drafts = new GraphDrafts();

    @Test
    void draftIsSentWhenItsFileIsComplete() {
        assertThat(post(MESSAGES, 10)).returns(201, GraphDrafts.Answer::status);
        assertThat(post(MESSAGES + "/draft-1/attachments/createUploadSession", 5))
                .extracting(GraphDrafts.Answer::json)
                .asString()
                .contains("\"https://localhost/upload/upload-2\"");
        assertThat(put("bytes 0-2/5", 3)).returns(200, GraphDrafts.Answer::status);
        assertThat(put("bytes 3-4/5", 2)).returns(201, GraphDrafts.Answer::status);
        assertThat(post(MESSAGES + "/draft-1/send", 0)).isEqualTo(new GraphDrafts.Answer(202, "", 15));
    }

    @Test
    void draftIsNotSentWhileAFileIsIncomplete() {
        post(MESSAGES, 10);
        post(MESSAGES + "/draft-1/attachments/createUploadSession", 5);
        put("bytes 0-2/5", 3);
        assertThat(post(MESSAGES + "/draft-1/send", 0)).isNull();
    }

    @Test
    void sliceOutOfOrderOrOfAnotherLengthIsRefused() {
        post(MESSAGES, 10);
        post(MESSAGES + "/draft-1/attachments/createUploadSession", 5);
        assertThat(put("bytes 3-4/5", 2)).isNull();
        assertThat(put("bytes 0-2/5", 2)).isNull();
        assertThat(put(null, 5)).isNull();
    }

    @Test
    void whatIsNotThereIsNotSentAndNotUploadedTo() {
        assertThat(post(MESSAGES + "/draft-1/send", 0)).isNull();
        assertThat(put("bytes 0-2/5", 3)).isNull();
    }

    private GraphDrafts.@Nullable Answer post(String path, long length) {
        return drafts.answer(HttpMethod.POST, path, null, "https://localhost", length);
    }

    private GraphDrafts.@Nullable Answer put(@Nullable String range, long length) {
        return drafts.answer(HttpMethod.PUT, "/upload/upload-2", range, "https://localhost", length);
    }
}
