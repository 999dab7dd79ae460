package io.mailswitch.internal.mime;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MailDateFormat;
import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1900-01-01T00:00:00Z | Mon, 1 Jan 1900 00:00:00 +0000",
                "2000-02-29T23:59:59.999Z | Tue, 29 Feb 2000 23:59:59 +0000",
                "2026-09-06T09:08:07Z | Sun, 6 Sep 2026 09:08:07 +0000",
                "9999-12-30T10:11:12Z | Thu, 30 Dec 9999 10:11:12 +0000"
            })
    void dateIsThatOfRfc5322(Instant date, String text) throws ParseException {
        assertThat(DateText.of(date)).isEqualTo(text);
        assertThat(new MailDateFormat().parse(text).toInstant()).isEqualTo(date.truncatedTo(ChronoUnit.SECONDS));
    }
}
