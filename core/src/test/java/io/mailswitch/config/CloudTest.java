package io.mailswitch.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CloudTest {
    @ParameterizedTest
    @CsvSource({
        "GLOBAL, https://login.microsoftonline.com/, https://graph.microsoft.com/.default, https://outlook.office365.com/.default, smtp.office365.com",
        "US_GOV, https://login.microsoftonline.us/, https://graph.microsoft.us/.default, https://outlook.office365.us/.default, smtp.office365.us",
        "US_GOV_DOD, https://login.microsoftonline.us/, https://dod-graph.microsoft.us/.default, https://outlook-dod.office365.us/.default,",
        "CHINA, https://login.chinacloudapi.cn/, https://microsoftgraph.chinacloudapi.cn/.default, https://partner.outlook.cn/.default, smtp.partner.outlook.cn",
    })
    void addressesAreThoseOfTheCloud(Cloud cloud, String authority, String graphScope, String smtpScope, String host) {
        assertThat(cloud.authority()).hasToString(authority);
        assertThat(cloud.graphScope()).isEqualTo(graphScope);
        assertThat(cloud.smtpScope()).isEqualTo(smtpScope);
        assertThat(cloud.smtpHost().orElse(null)).isEqualTo(host);
    }

    @ParameterizedTest
    @EnumSource
    void everythingIsOverHttps(Cloud cloud) {
        assertThat(cloud.authority()).hasScheme("https").hasPath("/");
        assertThat(cloud.graphRoot()).hasScheme("https").hasPath("");
    }
}
