package io.mailswitch.graph.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphRequestTest {
    private static final String URL = "https://outlook.office.com/upload?authtoken=s3cret";

    @Test
    void uploadUrlIsNotShown() {
        GraphRequest request = GraphRequest.upload(Operation.UPLOAD_SLICE, URL, Map.of(), null);

        assertThat(request.toString()).contains("UPLOAD_SLICE").doesNotContain("s3cret");
    }

    @Test
    void uploadUrlIsForUploadsAlone_andNotShownInTheError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GraphRequest(Operation.SEND_MAIL, Map.of(), URL, null))
                .withMessage("SEND_MAIL with an upload URL");
    }
}
