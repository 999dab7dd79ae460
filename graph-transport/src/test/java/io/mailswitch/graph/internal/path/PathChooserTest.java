package io.mailswitch.graph.internal.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mailswitch.DeliveryStatusRequest;
import io.mailswitch.DeliveryStatusRequest.Notify;
import io.mailswitch.DeliveryStatusRequest.ReturnContent;
import io.mailswitch.Feature;
import io.mailswitch.UnsupportedFeatureException;
import io.mailswitch.config.UnsupportedPolicy;
import io.mailswitch.graph.internal.json.Loss;
import io.mailswitch.graph.internal.path.Wishes.JsonFit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathChooserTest {
    private static final long LIMIT = 4_000;
    private static final long FITS = 3_000;
    private static final DeliveryStatusRequest SUCCESS = DeliveryStatusRequest.on(Notify.SUCCESS);
    private static final JsonFit SMALL = new JsonFit(LIMIT, List.of(), List.of());
    private static final JsonFit LARGE = new JsonFit(LIMIT + 1, List.of(), List.of());
    private static final JsonFit LOSSY =
            new JsonFit(100, List.of(new Loss(Feature.CALENDAR, "it has none")), List.of());
    private static final JsonFit CHANGING = new JsonFit(100, List.of(), List.of("Something changed."));

    private final PathChooser strict = new PathChooser(LIMIT, UnsupportedPolicy.ERROR);
    private final PathChooser lenient = new PathChooser(LIMIT, UnsupportedPolicy.WARN);

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 4", "2, 4", "3, 4", "4, 8", "3000, 4000", "3001, 4004"})
    void base64IsCountedExactly(long octets, long characters) {
        assertThat(PathChooser.base64(octets)).isEqualTo(characters);
    }

    @ParameterizedTest
    @CsvSource({"1, MIME", "3000, MIME", "3001, DRAFT", "100000000, DRAFT"})
    void sizeDecides(long mimeSize, Path path) {
        PathChoice choice = strict.choose(new Wishes(mimeSize, false, null, () -> {
            throw new AssertionError("JSON does not matter here");
        }));

        assertThat(choice.path()).isEqualTo(path);
        assertThat(choice.saveToSentItems()).isTrue();
        assertThat(choice.notes()).singleElement().satisfies(note -> assertThat(note)
                .startsWith("Path " + path.word() + ": ")
                .contains("of 4000 octets")
                .endsWith("."));
    }

    @Test
    void withoutCopyItIsJson() {
        PathChoice choice = strict.choose(new Wishes(FITS, true, null, () -> SMALL));

        assertThat(choice.path()).isEqualTo(Path.JSON);
        assertThat(choice.saveToSentItems()).isFalse();
        assertThat(choice.deliveryReceipt()).isFalse();
    }

    @Test
    void withoutCopyChangesAreNoted() {
        assertThat(strict.choose(new Wishes(FITS, true, SUCCESS, () -> CHANGING)))
                .satisfies(choice -> assertThat(choice.deliveryReceipt()).isTrue())
                .satisfies(choice -> assertThat(choice.notes()).contains("Something changed."));
    }

    @Test
    void withoutCopyAndTooLargeForARequestItIsRefused() {
        Wishes wishes = new Wishes(FITS, true, null, () -> LARGE);

        assertThatExceptionOfType(UnsupportedFeatureException.class)
                .isThrownBy(() -> strict.choose(wishes))
                .satisfies(e -> assertThat(e.feature()).isEqualTo(Feature.NO_SENT_ITEMS_COPY));
        assertThat(lenient.choose(wishes).path()).isEqualTo(Path.MIME);
        assertThat(lenient.choose(wishes).saveToSentItems()).isTrue();
    }

    @Test
    void withoutCopyAndWithWhatJsonLosesItIsRefused() {
        Wishes wishes = new Wishes(FITS, true, null, () -> LOSSY);

        assertThatExceptionOfType(UnsupportedFeatureException.class)
                .isThrownBy(() -> strict.choose(wishes))
                .satisfies(e -> assertThat(e.feature()).isEqualTo(Feature.CALENDAR));
        assertThat(lenient.choose(wishes)).satisfies(choice -> {
            assertThat(choice.path()).isEqualTo(Path.JSON);
            assertThat(choice.notes()).anySatisfy(note -> assertThat(note).startsWith("Left out: calendar part"));
        });
    }

    @Test
    void readyMessageCannotGoWithoutCopy() {
        Wishes wishes = new Wishes(FITS, true, null, null);

        assertThatExceptionOfType(UnsupportedFeatureException.class).isThrownBy(() -> strict.choose(wishes));
        assertThat(lenient.choose(wishes).path()).isEqualTo(Path.MIME);
    }

    @Test
    void deliveryReceiptIsAskedForInJson_whereThatLosesNothing() {
        assertThat(strict.choose(new Wishes(FITS, false, SUCCESS, () -> SMALL)))
                .isEqualTo(new PathChoice(
                        Path.JSON,
                        true,
                        true,
                        List.of("Path json: a delivery receipt is asked for, which MIME cannot say.")));
    }

    @Test
    void deliveryReceiptIsAskedForInADraft_whereJsonWouldLoseOrChange() {
        for (JsonFit json : List.of(LARGE, LOSSY, CHANGING)) {
            PathChoice choice = strict.choose(new Wishes(FITS, false, SUCCESS, () -> json));
            assertThat(choice.path()).isEqualTo(Path.DRAFT);
            assertThat(choice.deliveryReceipt()).isTrue();
        }
        assertThat(strict.choose(new Wishes(FITS, false, SUCCESS, null)).path()).isEqualTo(Path.DRAFT);
    }

    @Test
    void reportsThatExchangeGivesAnywayChangeNothing() {
        DeliveryStatusRequest failures = DeliveryStatusRequest.on(Notify.FAILURE, Notify.DELAY);

        assertThat(strict.choose(new Wishes(FITS, false, failures, () -> SMALL)).path())
                .isEqualTo(Path.MIME);
    }

    @Test
    void reportsThatGraphCannotAskForAreRefused() {
        for (DeliveryStatusRequest request : List.of(
                DeliveryStatusRequest.on(Notify.NEVER),
                new DeliveryStatusRequest(Set.of(Notify.FAILURE), ReturnContent.FULL, null),
                new DeliveryStatusRequest(Set.of(Notify.FAILURE), null, "id"))) {
            Wishes wishes = new Wishes(FITS, false, request, () -> SMALL);
            assertThatExceptionOfType(UnsupportedFeatureException.class)
                    .isThrownBy(() -> strict.choose(wishes))
                    .satisfies(e -> assertThat(e.feature()).isEqualTo(Feature.DELIVERY_STATUS));
            assertThat(lenient.choose(wishes).path()).isEqualTo(Path.MIME);
        }
    }
}
