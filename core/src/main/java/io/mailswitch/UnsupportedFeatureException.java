package io.mailswitch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The message uses something that the chosen transport, or the server it talks to, cannot carry. Thrown before anything is sent;
 * {@code mailswitch.unsupported=warn} turns it into a warning where the message can go without.
 */
public final class UnsupportedFeatureException extends MailException {
    private static final long serialVersionUID = 1L;

    private final Feature feature;

    /**
     * Makes the exception.
     *
     * @param feature what cannot be carried
     * @param summary one clause that names the feature and the transport, no full stop
     * @param failure what else is known
     * @param cause the underlying error, if there is one
     */
    public UnsupportedFeatureException(Feature feature, String summary, Failure failure, @Nullable Throwable cause) {
        super(summary, failure, cause);
        this.feature = Objects.requireNonNull(feature, "feature");
    }

    /**
     * Returns what cannot be carried.
     *
     * @return the feature
     */
    public Feature feature() {
        return feature;
    }

    @Override
    public UnsupportedFeatureException with(Failure more) {
        return copied(new UnsupportedFeatureException(feature, summary(), more, getCause()));
    }
}
