package io.mailswitch.graph.internal.path;

import io.mailswitch.DeliveryStatusRequest;
import io.mailswitch.DeliveryStatusRequest.Notify;
import io.mailswitch.graph.internal.json.Loss;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What decides on the way of a message.
 *
 * @param mimeSize the length of the MIME message, before it is encoded
 * @param noCopy whether no copy shall go to Sent Items
 * @param deliveryStatus which delivery reports are asked for; null for none
 * @param json what JSON makes of it, found out only when it matters; null for a ready message, which has no JSON form
 */
record Wishes(
        long mimeSize,
        boolean noCopy,
        @Nullable DeliveryStatusRequest deliveryStatus,
        @Nullable Supplier<JsonFit> json) {

    /**
     * What JSON makes of a message.
     *
     * @param size the length of the request
     * @param losses what it cannot carry
     * @param changes what it changes, a sentence each
     */
    record JsonFit(long size, List<Loss> losses, List<String> changes) {}

    boolean deliveryReceipt() {
        return deliveryStatus != null && deliveryStatus.notifyOn().contains(Notify.SUCCESS);
    }

    /** Exchange reports failures and delays by itself and success on request; it cannot be silenced, and knows no ENVID and RET. */
    boolean unknownReports() {
        return deliveryStatus != null
                && (deliveryStatus.notifyOn().contains(Notify.NEVER)
                        || deliveryStatus.content().isPresent()
                        || deliveryStatus.id().isPresent());
    }
}
