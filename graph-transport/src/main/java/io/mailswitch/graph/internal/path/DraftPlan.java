package io.mailswitch.graph.internal.path;

import io.mailswitch.graph.internal.json.SourceFile;
import java.util.List;
import java.util.function.Supplier;
import okhttp3.RequestBody;

/**
 * How a large message is put together.
 *
 * @param message the MIME message without the files, as a body that fits into one request
 * @param files what is added to it, in order
 */
record DraftPlan(Supplier<RequestBody> message, List<SourceFile> files) {
    DraftPlan {
        files = List.copyOf(files);
    }
}
