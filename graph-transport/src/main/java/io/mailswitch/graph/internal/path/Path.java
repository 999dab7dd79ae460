package io.mailswitch.graph.internal.path;

import java.util.Locale;

/** A way through Graph. */
public enum Path {
    /** The MIME message in one request. */
    MIME,
    /** JSON in one request. */
    JSON,
    /** A draft, to which files are added and which is then sent. */
    DRAFT;

    /**
     * Returns its name in a receipt.
     *
     * @return in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
