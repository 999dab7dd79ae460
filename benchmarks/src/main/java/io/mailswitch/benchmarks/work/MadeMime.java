package io.mailswitch.benchmarks.work;

import io.mailswitch.internal.mime.SubmissionFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** The message that Mailswitch makes of a letter. Whoever touches this class loads Mailswitch. */
public final class MadeMime {
    private MadeMime() {}

    /**
     * Makes the message.
     *
     * @param letter the letter
     * @return its bytes
     * @throws IOException when a file cannot be read
     */
    public static byte[] of(Letter letter) throws IOException {
        ByteArrayOutputStream mime = new ByteArrayOutputStream();
        new SubmissionFactory(null, InstantSource.system())
                .of(MailswitchLetters.email(letter))
                .content()
                .writeTo(mime, List.of());
        return mime.toByteArray();
    }
}
