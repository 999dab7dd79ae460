package io.mailswitch.jakarta.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPSSLTransport;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.SocketFetcher;
import org.eclipse.angus.mail.util.WriteTimeoutSocket;
import org.junit.jupiter.api.Test;

/** The table leaves out no property of Angus, neither of its documentation nor of its code. */
class PropertyTableTest {
    /** The names in the package documentation of org.eclipse.angus.mail.smtp 2.0.5. */
    private static final List<String> DOCUMENTED =
            List.of(("allow8bitmime auth auth.digest-md5.disable auth.login.disable auth.mechanisms"
                            + " auth.ntlm.disable auth.ntlm.domain auth.ntlm.flags auth.ntlm.lmcompat auth.ntlm.unicode auth.plain.disable"
                            + " auth.xoauth2.disable chunksize connectiontimeout dsn.notify dsn.ret ehlo executor.writetimeout from host"
                            + " localaddress localhost localport mailextension noop.strict port proxy.host proxy.password proxy.port"
                            + " proxy.user quitonsessionreject quitwait reportsuccess sasl.authorizationid sasl.enable sasl.mechanisms"
                            + " sasl.realm sasl.usecanonicalhostname sendpartial socketFactory socketFactory.class"
                            + " socketFactory.fallback socketFactory.port socks.host socks.port ssl.checkserveridentity"
                            + " ssl.ciphersuites ssl.enable ssl.hostnameverifier ssl.hostnameverifier.class ssl.protocols"
                            + " ssl.socketFactory ssl.socketFactory.class ssl.socketFactory.port ssl.trust starttls.enable"
                            + " starttls.required submitter timeout user userset writetimeout")
                    .split(" "));

    /** Pieces that Angus puts together: .auth. + mechanism + .disable. */
    private static final Set<String> PIECES = Set.of("auth.", "disable");

    @Test
    void everyDocumentedPropertyIsThere() {
        assertThat(names()).containsAll(DOCUMENTED);
    }

    @Test
    void everyPropertyThatTheCodeAsksForIsThere() {
        List<String> asked = textsOfAngus()
                .filter(text -> text.matches("\\.[A-Za-z][A-Za-z0-9.-]*"))
                .map(text -> text.substring(1))
                .filter(name -> !PIECES.contains(name))
                .distinct()
                .toList();

        assertThat(asked).hasSizeGreaterThan(40).contains("sendpartial", "ssl.trust", "writetimeout");
        assertThat(names()).containsAll(asked);
    }

    @Test
    void everyPropertyOfAllProtocolsThatTheCodeAsksForIsOnThePage() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "jakarta-mail-properties.md"));
        List<String> asked = textsOfAngus()
                .filter(text -> text.matches("mail(\\.[a-z0-9]+)+"))
                .distinct()
                .toList();

        assertThat(asked).contains("mail.debug.auth", "mail.debug.quote", "mail.mime.allowutf8");
        assertThat(asked).allSatisfy(name -> assertThat(page).contains('`' + name + '`'));
    }

    private static Stream<String> textsOfAngus() {
        return Stream.of(SMTPTransport.class, SMTPSSLTransport.class, SocketFetcher.class, WriteTimeoutSocket.class)
                .flatMap(type -> ConstantPool.texts(type).stream());
    }

    @Test
    void everyNameIsThereOnce() {
        assertThat(PropertyTable.rows()).extracting(PropertyRow::name).doesNotHaveDuplicates();
    }

    @Test
    void everyEffectIsOneOrTwoSentences() {
        assertThat(PropertyTable.rows()).allSatisfy(row -> assertThat(row.effect())
                .as(row.name())
                .matches("[A-Z].*[^.]")
                .doesNotContain("|"));
    }

    private static Set<String> names() {
        return PropertyTable.rows().stream().map(PropertyRow::name).collect(Collectors.toSet());
    }
}
