package io.mailswitch.moduletests.switching;

import static io.mailswitch.moduletests.switching.Sample.email;

import io.mailswitch.DeliveryStatusRequest;
import io.mailswitch.DeliveryStatusRequest.Notify;
import io.mailswitch.DeliveryStatusRequest.ReturnContent;
import io.mailswitch.Feature;
import io.mailswitch.Importance;
import io.mailswitch.ListUnsubscribe;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** Messages that differ in what they ask of mail programs and servers. */
final class HeaderSamples {
    private static final URI LEAVE = URI.create("https://example.com/leave?id=42");

    private HeaderSamples() {}

    static List<Sample> all() {
        return List.of(
                Sample.of("important", email().importance(Importance.HIGH)),
                Sample.of("unimportant", email().importance(Importance.LOW)),
                Sample.of("read receipt", email().readReceiptTo("Alerts <" + Sample.SENDER + ">")),
                Sample.of("read receipt to another", email().readReceiptTo("receipts@example.com")),
                Sample.of(
                        "newsletter",
                        email().listUnsubscribe(ListUnsubscribe.of(LEAVE, URI.create("mailto:l@example.com")))),
                Sample.of("newsletter, left by one click", email().listUnsubscribe(ListUnsubscribe.oneClick(LEAVE))),
                Sample.of(
                        "answer in a thread",
                        email().inReplyTo("<2@example.com>").references("<1@example.com>", "<2@example.com>")),
                Sample.of(
                        "own fields",
                        email().header("X-Ticket", "4711")
                                .header("X-Grund", "Größe")
                                .addHeader("X-Tag", "a")
                                .addHeader("X-Tag", "b")
                                .header("X-Four", "4")
                                .header("X-Five", "5")
                                .header("X-Long", "word ".repeat(60).strip())),
                Sample.of("other fields", email().header("Organization", "Büro").header("Keywords", "disk, full")),
                Sample.of("bulk", email().header("Precedence", "bulk")),
                Sample.of("automatic", email().header("Auto-Submitted", "auto-generated"))
                        .refusedBy("graph", Feature.AUTO_SUBMITTED)
                        .differs("Auto-Submitted", Feature.AUTO_SUBMITTED),
                Sample.of("report of success", email().deliveryStatus(DeliveryStatusRequest.on(Notify.SUCCESS)))
                        .by("json")
                        .differs("Date", Feature.DATE),
                Sample.of(
                                "report of success, both bodies",
                                email().html("<p>full</p>").deliveryStatus(DeliveryStatusRequest.on(Notify.SUCCESS)))
                        .by("draft"),
                Sample.of(
                                "reports, with id and content",
                                email().deliveryStatus(new DeliveryStatusRequest(
                                        Set.of(Notify.SUCCESS, Notify.FAILURE), ReturnContent.HEADERS, "disk-91")))
                        .refusedBy("graph", Feature.DELIVERY_STATUS)
                        .by("json")
                        .differs("delivery reports", Feature.DELIVERY_STATUS)
                        .differs("Date", Feature.DATE),
                Sample.of("no copy in Sent Items", email().saveToSentItems(false))
                        .refusedBy("smtp", Feature.NO_SENT_ITEMS_COPY)
                        .by("json")
                        .differs("Date", Feature.DATE));
    }
}
