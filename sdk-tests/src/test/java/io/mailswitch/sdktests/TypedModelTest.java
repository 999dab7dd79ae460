package io.mailswitch.sdktests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.kiota.serialization.Parsable;
import io.mailswitch.testkit.GraphStage;
import org.junit.jupiter.api.Test;

/** The judge sees what is wrong. */
class TypedModelTest {
    private static JsonObject json(String text) {
        return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
    }

    @Test
    void unknownPropertiesAreFoundAtEveryLevel() {
        Parsable read = TypedModel.read(
                GraphStage.SEND_MAIL,
                json("{'message': {'subjekt': 'x', 'toRecipients': [{'emailAddress': {'adress': 'a@example.com'}}],"
                        + " 'body': {'kind': 'text'}}, 'save': true}"));

        assertThat(TypedModel.unknown(read))
                .containsExactlyInAnyOrder(
                        "/Save", "/Message/subjekt", "/Message/ToRecipients/EmailAddress/adress", "/Message/Body/kind");
    }

    @Test
    void valuesWithoutMeaningAreMissing() {
        JsonObject ours = json("{'importance': 'urgent', 'subject': 'x'}");

        Parsable read = TypedModel.read(GraphStage.CREATE_DRAFT, ours);

        assertThat(TypedModel.values(ours)).containsOnlyKeys("/importance", "/subject");
        assertThat(TypedModel.values(TypedModel.write(read))).containsOnlyKeys("/subject");
    }
}
