package io.mailswitch.testkit;

/** A request to the Entra side of a {@link FakeExchange}, for {@link FakeEntra#at(EntraStage)} and for counting. */
public enum EntraStage {
    /** {@code POST /{tenant}/oauth2/v2.0/token}. */
    TOKEN,
    /** {@code POST /{tenant}/oauth2/v2.0/devicecode}. */
    DEVICE_CODE,
    /** {@code GET} of a token for a managed identity, from the metadata service or from App Service. */
    MANAGED_IDENTITY,
    /** Anything else, which the service does not know. */
    OTHER
}
