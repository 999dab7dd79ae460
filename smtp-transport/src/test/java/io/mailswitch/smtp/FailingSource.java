package io.mailswitch.smtp;

import io.mailswitch.ContentSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.OptionalLong;

/** Content that turns out to be shorter than it said. */
final class FailingSource implements ContentSource {
    @Override
    public InputStream open() {
        return new ByteArrayInputStream(new byte[50]);
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(100);
    }
}
