package io.mailswitch.graph.internal.failure;

import io.mailswitch.graph.internal.wire.Answer;
import io.mailswitch.graph.internal.wire.ErrorBody;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks up what an error means: first by the more exact of its codes, then by the other, then by its status. */
public final class ErrorTable {
    private ErrorTable() {}

    /**
     * Looks an answer up.
     *
     * @param answer an answer that did not say yes
     * @return the row that fits
     */
    public static ErrorRow of(Answer answer) {
        ErrorBody error = answer.error();
        String message = error == null ? "" : error.message();
        ErrorRow exact = byCode(answer.status(), error == null ? null : error.innerCode(), message);
        if (exact == null) {
            exact = byCode(answer.status(), error == null ? null : error.code(), message);
        }
        return exact == null ? byStatus(answer.status()) : exact;
    }

    private static @Nullable ErrorRow byCode(int status, @Nullable String code, String message) {
        if (code == null) {
            return null;
        }
        return ErrorRows.BY_CODE.stream()
                .filter(row -> row.matches(status, code, message))
                .findFirst()
                .orElse(null);
    }

    private static ErrorRow byStatus(int status) {
        return ErrorRows.BY_STATUS.stream()
                .filter(row -> row.matches(status, "", ""))
                .findFirst()
                .orElse(status >= 400 && status < 500 ? ErrorRows.CLIENT_ERROR : ErrorRows.NO_ANSWER);
    }

    /**
     * Returns the table, for documentation.
     *
     * @return the rows in the order in which they are tried
     */
    public static List<ErrorRow> rows() {
        return Stream.of(
                        ErrorRows.BY_CODE.stream(),
                        ErrorRows.BY_STATUS.stream(),
                        Stream.of(ErrorRows.CLIENT_ERROR, ErrorRows.NO_ANSWER))
                .flatMap(rows -> rows)
                .toList();
    }
}
