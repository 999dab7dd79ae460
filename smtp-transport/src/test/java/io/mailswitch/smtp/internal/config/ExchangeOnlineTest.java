package io.mailswitch.smtp.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeOnlineTest {
    @ParameterizedTest
    @CsvSource({
        "smtp.office365.com,true",
        "SMTP.Office365.com,true",
        "smtp-legacy.office365.com,true",
        "outlook.office365.com,true",
        "smtp.office365.us,true",
        "outlook-dod.office365.us,true",
        "smtp.partner.outlook.cn,true",
        "smtp-hve.office365.com,false",
        "smtp.hve.mx.microsoft,false",
        "contoso-com.mail.protection.outlook.com,false",
        "notoffice365.com,false",
        "smtp.gmail.com,false",
        "localhost,false"
    })
    void submissionHosts(String host, boolean expected) {
        assertThat(ExchangeOnline.isSubmissionHost(host)).isEqualTo(expected);
    }

    @Test
    void retirementIsDated() {
        assertThat(ExchangeOnline.RETIREMENT).contains("December 2026").contains("second half of 2027");
        assertThat(ExchangeOnline.WAY_OUT)
                .contains("mailswitch.smtp.auth=oauth2")
                .contains("mailswitch.transport=graph");
    }
}
