package io.mailswitch.testkit.contract;

import io.mailswitch.spi.TokenSource;
import io.mailswitch.spi.Transport;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a transport brings to the contract: itself and its server. */
public interface ContractSubject {

    /**
     * Returns the server that {@link #open} points its transports at.
     *
     * @return the server, without orders from earlier tests
     */
    ContractServer server();

    /**
     * Opens a transport that sends to {@link #server()} as {@link io.mailswitch.testkit.Accounts#DEFAULT_USER} and trusts
     * its CA.
     *
     * @param timeout what to set each of its time-outs to, the one for a message as a whole apart, which has to be five
     *     times that
     * @param changes settings of the core, by key, beside those of the transport
     * @param tokens where access tokens come from; null to sign in some other way, or not at all
     * @return the transport; the contract closes it
     */
    Transport open(Duration timeout, Map<String, String> changes, @Nullable TokenSource tokens);

    /**
     * Opens a transport whose time-outs are not expected to strike.
     *
     * @return the transport; the contract closes it
     */
    default Transport open() {
        return open(Attempt.PATIENT, Map.of(), null);
    }
}
