package io.mailswitch.jakarta.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.CoreKeys;
import io.mailswitch.config.MailConfig;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session and the caller of connect come down to, as settings. */
class SessionConfigTest {
    private final Properties properties = new Properties();
    private final Map<String, String> configured = new HashMap<>();

    @Test
    void serverPortAndUserOfTheSessionAreTaken() {
        set("mail.smtp.host", "mail.example.com");
        set("mail.smtp.port", "2525");

        SessionPlan plan = plan("smtp", null, -1, "user@example.com", "secret");

        assertThat(value(plan, "host")).contains("mail.example.com");
        assertThat(value(plan, "port")).contains("2525");
        assertThat(value(plan, "tls")).contains("starttls");
        assertThat(value(plan, "username")).contains("user@example.com");
        assertThat(plan.config().find(Keys.PASSWORD))
                .map(secret -> secret.reveal())
                .contains("secret");
        assertThat(plan.config().report())
                .contains("mail.example.com (from session property mail.smtp.host)")
                .doesNotContain("secret");
    }

    @Test
    void connectWinsOverTheSession() {
        set("mail.smtp.port", "2525");

        SessionPlan plan = plan("smtp", "given.example.com", 26, null, null);

        assertThat(value(plan, "host")).contains("given.example.com");
        assertThat(value(plan, "port")).contains("26");
    }

    @Test
    void withoutAnythingItIsThisMachineAsWithAngus() {
        SessionPlan plan = plan("smtp", null, -1, System.getProperty("user.name"), null);

        assertThat(value(plan, "host")).contains("localhost");
        assertThat(value(plan, "port")).contains("25");
        assertThat(value(plan, "tls")).contains("none");
        assertThat(value(plan, "username")).isEmpty();
        assertThat(plan.passwordMissing()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "smtp, mail.example.com, starttls, 25",
        "smtps, mail.example.com, implicit, 465",
        "smtp, localhost, none, 25",
        "smtp, 127.0.0.1, none, 25",
        "smtp, 127.0.0.1.example.com, starttls, 25",
        "smtps, localhost, implicit, 465",
    })
    void clearTextIsForThisMachineOnly(String protocol, String host, String tls, String port) {
        SessionPlan plan = plan(protocol, host, -1, null, null);

        assertThat(value(plan, "tls")).contains(tls);
        assertThat(value(plan, "port")).contains(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls.enable", "starttls.required"})
    void thisMachineIsReachedByTlsWhereTheSessionAsksForIt(String flag) {
        set("mail.smtp." + flag, "true");

        assertThat(value(plan("smtp", "localhost", -1, null, null), "tls")).contains("starttls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "mail.example.com"})
    void smtpsBeginsWithTlsWhateverElseIsSaid(String host) {
        set("mail.smtps.ssl.enable", "false");

        SessionPlan plan = plan("smtps", host, -1, null, null);

        assertThat(value(plan, "tls")).contains("implicit");
        assertThat(value(plan, "port")).contains("465");
    }

    @Test
    void thisMachineIsReachedByTlsWhereCertificatesAreConfigured() {
        configured.put("mailswitch.smtp.ca-file", "/etc/ssl/ca.pem");

        assertThat(value(plan("smtp", "localhost", -1, null, null), "tls")).contains("starttls");
    }

    @Test
    void classicSslSocketFactoryMeansTlsAtOnce() {
        set("mail.smtp.socketFactory.class", "javax.net.ssl.SSLSocketFactory");
        set("mail.smtp.socketFactory.port", "4650");

        SessionPlan plan = plan("smtp", "smtp.example.com", -1, null, null);

        assertThat(value(plan, "tls")).contains("implicit");
        assertThat(value(plan, "port")).contains("4650");
        assertThat(plan.findings()).isEmpty();
    }

    @Test
    void ownSslSocketFactoryMeansTlsAtOnceAndIsReported() throws Exception {
        properties.put("mail.smtp.socketFactory", SSLContext.getDefault().getSocketFactory());

        SessionPlan plan = plan("smtp", "smtp.example.com", 465, null, null);

        assertThat(value(plan, "tls")).contains("implicit");
        assertThat(plan.findings()).hasSize(1);
        assertThat(plan.findings().get(0).text())
                .contains("mail.smtp.socketFactory=(an object of")
                .contains("mailswitch.smtp.ca-file");
    }

    @Test
    void classThatIsGoneStillSaysWhatItWasFor() {
        set("mail.smtp.socketFactory.class", "com.example.DummySSLSocketFactory");

        assertThat(value(plan("smtp", "smtp.example.com", 465, null, null), "tls"))
                .contains("implicit");
    }

    @Test
    void configuredServerIsNotReachedOnThePortOfTheSession() {
        set("mail.smtp.port", "25");
        set("mail.smtp.ssl.enable", "true");
        configured.put("mailswitch.smtp.host", "smtp.office365.com");

        SessionPlan plan = plan("smtp", "old.example.com", -1, null, null);

        assertThat(value(plan, "host")).contains("smtp.office365.com");
        assertThat(value(plan, "port")).isEmpty();
        assertThat(value(plan, "tls")).isEmpty();
    }

    @Test
    void configuredLoginIsNotMixedWithThatOfTheSession() {
        configured.put("mailswitch.smtp.auth", "oauth2");

        SessionPlan plan = plan("smtp", "mail.example.com", -1, "user@example.com", "old password");

        assertThat(value(plan, "username")).contains("user@example.com");
        assertThat(plan.config().isSet(Keys.PASSWORD)).isFalse();
        assertThat(plan.passwordMissing()).isFalse();
    }

    @Test
    void authenticatorNamesTheUserWhereNoPasswordIsNeeded() {
        configured.put("mailswitch.smtp.auth", "oauth2");
        Session session = Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("user@example.com", "old password");
            }
        });

        SessionPlan plan = SessionConfig.of(
                new ConnectRequest(session, "smtp", "mail.example.com", -1, System.getProperty("user.name"), null),
                MailConfig.of(configured));

        assertThat(value(plan, "username")).contains("user@example.com");
        assertThat(plan.config().isSet(Keys.PASSWORD)).isFalse();
    }

    /** Whom Jakarta Mail fills in where nobody says anything is somebody's choice then. */
    @ParameterizedTest
    @ValueSource(strings = {"smtp", "mailswitch"})
    void userWhoIsNamedAsThatOfTheSystemIsTaken(String protocol) {
        String user = System.getProperty("user.name");
        set("mail.smtp.user", user);
        configured.put("mailswitch.smtp.auth", "oauth2");

        assertThat(value(plan(protocol, "mail.example.com", -1, user, null), "username"))
                .contains(user);
    }

    @Test
    void noLoginIsTakenWhereNoneIsConfigured() {
        configured.put("mailswitch.smtp.auth", "none");
        set("mail.smtp.auth", "true");

        SessionPlan plan = plan("smtp", "mail.example.com", -1, "user@example.com", "password");

        assertThat(plan.config().isSet(Keys.USERNAME)).isFalse();
        assertThat(plan.config().isSet(Keys.PASSWORD)).isFalse();
        assertThat(plan.passwordMissing()).isFalse();
    }

    @Test
    void graphNeedsNoPassword() {
        configured.put("mailswitch.transport", "graph");
        set("mail.smtp.auth", "true");

        assertThat(plan("smtp", "mail.example.com", -1, "user@example.com", null)
                        .passwordMissing())
                .isFalse();
    }

    @Test
    void passwordIsMissedWhereTheSessionSignsIn() {
        set("mail.smtp.auth", "true");

        assertThat(plan("smtp", "mail.example.com", -1, "user@example.com", null)
                        .passwordMissing())
                .isTrue();
    }

    @Test
    void passwordOfAnXoauth2SessionIsAToken() {
        set("mail.smtp.auth.mechanisms", "XOAUTH2");

        SessionPlan plan = plan("smtp", "mail.example.com", -1, "user@example.com", "token");

        assertThat(plan.token()).map(secret -> secret.reveal()).contains("token");
        assertThat(value(plan, "auth")).contains("oauth2");
        assertThat(plan.config().isSet(Keys.PASSWORD)).isFalse();
        assertThat(plan.findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "connectiontimeout, 5000, connect-timeout, 5000ms",
        "timeout, 3000, command-timeout, 3000ms",
        "timeout, 3000, greeting-timeout, 3000ms",
        "timeout, 3000, tls-timeout, 3000ms",
        "timeout, 3000, final-reply-timeout, 3000ms",
        "writetimeout, 7000, write-timeout, 7000ms",
        "timeout, 999999999999, command-timeout, 86400000ms",
        "localhost, app.example.com, ehlo-name, app.example.com",
        "proxy.host, proxy.example.com, proxy, http://proxy.example.com:80",
        "socks.host, proxy.example.com, proxy, socks5://proxy.example.com:1080",
    })
    void propertyBecomesASetting(String property, String text, String key, String value) {
        set("mail.smtp." + property, text);

        assertThat(value(plan("smtp", "mail.example.com", -1, null, null), key)).contains(value);
    }

    @Test
    void proxyHasItsUserAndPassword() {
        set("mail.smtp.proxy.host", "proxy.example.com");
        set("mail.smtp.proxy.port", "3128");
        set("mail.smtp.proxy.user", "me");
        set("mail.smtp.proxy.password", "secret");

        SessionPlan plan = plan("smtp", "mail.example.com", -1, null, null);

        assertThat(value(plan, "proxy")).contains("http://me@proxy.example.com:3128");
        assertThat(plan.config().find(Keys.PROXY_PASSWORD))
                .map(secret -> secret.reveal())
                .contains("secret");
    }

    @Test
    void nameThatMayNotFollowEhloIsLeftOut() {
        set("mail.smtp.localhost", "my host");

        assertThat(value(plan("smtp", "mail.example.com", -1, null, null), "ehlo-name"))
                .isEmpty();
    }

    @Test
    void senderAndPartialSubmissionAreTaken() {
        set("mail.from", "Alerts <alerts@example.com>");
        set("mail.smtp.sendpartial", "true");

        MailConfig config = plan("smtp", "mail.example.com", -1, null, null).config();

        assertThat(config.find(CoreKeys.FROM)).map(Object::toString).contains("Alerts <alerts@example.com>");
        assertThat(config.find(CoreKeys.PARTIAL_SUBMISSION)).contains(true);
    }

    @ParameterizedTest
    @CsvSource({
        "ssl.trust, *",
        "ssl.checkserveridentity, false",
        "ssl.protocols, TLSv1 TLSv1.1 TLSv1.2",
        "ssl.protocols, SSLv3",
        "starttls.required, false",
        "starttls.enable, false",
        "socketFactory.class, com.example.TrustAllFactory",
        "socketFactory.fallback, true",
        "ssl.hostnameverifier.class, com.example.AllowAll",
        "timeout, 0",
        "connectiontimeout, -1",
        "auth.mechanisms, NTLM",
        "localaddress, 192.0.2.1",
    })
    void whatIsNotFollowedIsReported(String property, String value) {
        set("mail.smtp." + property, value);

        assertThat(plan("smtp", "mail.example.com", -1, null, null).findings())
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .startsWith("mail.smtp." + property + '=' + value + " is ");
    }

    /** Findings are logged as they come, and a log names no address. */
    @ParameterizedTest
    @CsvSource({
        "submitter, alice@contoso.com",
        "sasl.authorizationid, alice@contoso.com",
        "mailextension, AUTH=alice@contoso.com"
    })
    void addressThatIsNotFollowedIsReportedWithoutItself(String property, String value) {
        set("mail.smtp." + property, value);

        assertThat(plan("smtp", "mail.example.com", -1, null, null).findings())
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .startsWith("mail.smtp." + property + " is ignored: ")
                .doesNotContain("alice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mail.smtp.port | 25a | mail.smtp.port=25a is no port and is left out. Write a number from 1 to 65535.",
                "mail.smtp.port | 70000 | mail.smtp.port=70000 is no port and is left out. Write a number from 1 to 65535.",
                "mail.smtp.timeout | 5s | mail.smtp.timeout=5s is replaced: Milliseconds",
                "mail.smtp.localhost | my host | mail.smtp.localhost=my host is no name of a host and is left out. Write",
                "mail.smtp.dsn.notify | FAILURE,BOUNCE | mail.smtp.dsn.notify=FAILURE,BOUNCE names BOUNCE, which is left out. Write",
                "mail.smtp.dsn.notify | NEVER FAILURE | mail.smtp.dsn.notify=NEVER FAILURE names FAILURE beside NEVER, which is left out.",
                "mail.smtp.dsn.ret | headers | mail.smtp.dsn.ret=headers is neither FULL nor HDRS and is left out. Write",
                "mail.from | alice@@contoso.com | mail.from is no address and is left out. Write name@domain"
            })
    void valueThatCannotBeReadIsReported(String property, String value, String finding) {
        set(property, value);

        assertThat(plan("smtp", "mail.example.com", -1, null, null).findings())
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .startsWith(finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mail.smtp.port | 587",
                "mail.smtp.port | -1",
                "mail.smtp.localhost | app.example.com",
                "mail.smtp.localhost | [192.0.2.1]",
                "mail.smtp.dsn.notify | success,Failure delay",
                "mail.smtp.dsn.notify | NEVER",
                "mail.smtp.dsn.ret | hdrs",
                "mail.from | Alerts <alerts@example.com>"
            })
    void valueThatCanBeReadIsNotReported(String property, String value) {
        set(property, value);

        assertThat(plan("smtp", "mail.example.com", -1, null, null).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ssl.protocols, TLSv1.2",
        "ssl.protocols, TLSv1.3 TLSv1.2",
        "ssl.checkserveridentity, true",
        "starttls.enable, true",
        "starttls.required, true",
        "socketFactory.fallback, false",
        "timeout, 5000",
        "auth.mechanisms, LOGIN PLAIN",
        "quitwait, false",
    })
    void whatIsDoneAnywayIsNotReported(String property, String value) {
        set("mail.smtp." + property, value);

        assertThat(plan("smtp", "mail.example.com", -1, null, null).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "smtp, localhost, starttls.enable",
        "smtp, 127.0.0.1, starttls.required",
        "smtps, a.example, starttls.enable"
    })
    void noStarttlsIsFollowedWhereNoneIsUsed(String protocol, String host, String property) {
        set("mail." + protocol + '.' + property, "false");

        SessionPlan plan = plan(protocol, host, -1, null, null);

        assertThat(value(plan, "tls")).isNotEqualTo(Optional.of("starttls"));
        assertThat(plan.findings()).isEmpty();
    }

    @Test
    void noStarttlsIsReportedOnThisMachineWhereCertificatesAreConfigured() {
        set("mail.smtp.starttls.enable", "false");
        configured.put("mailswitch.smtp.ca-file", "/etc/ssl/ca.pem");

        assertThat(plan("smtp", "localhost", -1, null, null).findings()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "mailswitch.smtp.host, mail.example.com, '', '', 587",
        "mailswitch.smtp.host, mail.example.com, mailswitch.smtp.tls, Implicit, 465",
        "mailswitch.smtp.tls, none, '', '', 25",
    })
    void portOfTheSessionThatDoesNotCountIsReported(String key, String value, String other, String choice, int port) {
        set("mail.smtp.port", "40751");
        configured.put(key, value);
        if (!other.isEmpty()) {
            configured.put(other, choice);
        }

        assertThat(plan("smtp", "localhost", -1, null, null).findings())
                .extracting(Finding::text)
                .containsExactly("mail.smtp.port=40751 does not count, since " + key + " is set: port " + port
                        + " is used. Set mailswitch.smtp.port=40751 where that is meant.");
    }

    @ParameterizedTest
    @CsvSource({"mailswitch.smtp.port, 2525", "mailswitch.transport, graph"})
    void portOfTheSessionIsNoMatterWhereItWasChosenOrNoneIsUsed(String key, String value) {
        set("mail.smtp.port", "40751");
        configured.put("mailswitch.smtp.host", "mail.example.com");
        configured.put(key, value);

        assertThat(plan("smtp", null, -1, null, null).findings()).isEmpty();
    }

    @Test
    void portOfTheSessionThatIsUsedAnywayIsNotReported() {
        set("mail.smtp.port", "587");
        configured.put("mailswitch.smtp.host", "mail.example.com");

        assertThat(plan("smtp", null, -1, null, null).findings()).isEmpty();
    }

    private void set(String name, String value) {
        properties.setProperty(name, value);
    }

    private SessionPlan plan(String protocol, String host, int port, String user, String password) {
        Session session = Session.getInstance(properties);
        return SessionConfig.of(
                new ConnectRequest(session, protocol, host, port, user, password), MailConfig.of(configured));
    }

    private static Optional<String> value(SessionPlan plan, String name) {
        ConfigKey<String> key = ConfigKey.text("mailswitch.smtp." + name, "a text", "Any.");
        return plan.config().find(key);
    }
}
