package io.mailswitch.benchmarks.work;

import io.mailswitch.Attachment;
import io.mailswitch.Email;
import io.mailswitch.EmailBuilder;

/** Letters as Mailswitch's emails. */
public final class MailswitchLetters {
    private MailswitchLetters() {}

    /**
     * Makes the next email of a letter.
     *
     * @param letter the letter
     * @return an email with a subject of its own
     */
    public static Email email(Letter letter) {
        EmailBuilder email = Email.builder()
                .from(letter.from())
                .to(letter.to().toArray(String[]::new))
                .subject(letter.nextSubject())
                .text(letter.text());
        letter.html().ifPresent(email::html);
        letter.file().ifPresent(file -> email.attach(Attachment.of(Letter.FILE_NAME, Letter.FILE_TYPE, file)));
        letter.largeFile().ifPresent(email::attach);
        return email.build();
    }
}
