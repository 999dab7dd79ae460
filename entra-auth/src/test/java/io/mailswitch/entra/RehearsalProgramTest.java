package io.mailswitch.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.testkit.FakeEntra;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log of azure-identity says of a rehearsal, in JVMs of their own since there is one in the life of each. */
class RehearsalProgramTest {
    private static final String REHEARSAL = "mailswitch-rehearsal";

    @TempDir
    private Path home;

    private String openedAndClosed(String... more) throws IOException {
        List<String> settings = new ArrayList<>(List.of(
                TokenProgram.OPEN_ONLY,
                "mailswitch.entra.tenant-id=" + FakeEntra.TENANT_ID,
                "mailswitch.entra.client-id=" + FakeEntra.CLIENT_ID,
                "mailswitch.entra.client-secret=" + FakeEntra.CLIENT_SECRET));
        settings.addAll(List.of(more));
        return TokenProgram.run(home, Map.of("AZURE_LOG_LEVEL", "verbose"), settings.toArray(new String[0]));
    }

    @Test
    void sourceThatIsClosedAtOnceMakesNoErrorOfIt() throws IOException {
        assertThat(openedAndClosed())
                .contains("closed")
                .contains("getToken() result for scopes [" + REHEARSAL + "/.default]: SUCCESS")
                .doesNotContain("ERROR");
    }

    @Test
    void settingSwitchesItOff() throws IOException {
        assertThat(openedAndClosed("mailswitch.entra.rehearsal=false"))
                .contains("closed")
                .doesNotContain(REHEARSAL);
    }

    @Test
    void credentialThatTakesAnotherWayGoesWithoutIt() throws IOException {
        assertThat(openedAndClosed("mailswitch.entra.credential=managed-identity"))
                .contains("closed")
                .doesNotContain(REHEARSAL);
    }
}
