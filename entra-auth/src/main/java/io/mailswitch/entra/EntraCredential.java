package io.mailswitch.entra;

/** How the application proves to Microsoft Entra ID who it is; {@code mailswitch.entra.credential}. */
public enum EntraCredential {
    /** A secret of the app registration. Ends after at most two years; best kept in a mounted file. */
    CLIENT_SECRET,
    /** A certificate whose public half is registered with the app registration. */
    CLIENT_CERTIFICATE,
    /** The identity that Azure gives a virtual machine, App Service, function or container. Nothing to keep or renew. */
    MANAGED_IDENTITY,
    /** A federated token, as Kubernetes mounts it (workload identity federation). */
    WORKLOAD_IDENTITY,
    /** Whatever is there: environment variables, workload identity, managed identity, then a developer's Azure CLI or azd sign-in. */
    DEFAULT,
    /** A person at a terminal signs in on another device. Mail leaves as that person; not for unattended programs. */
    DEVICE_CODE,
    /** The application's own credential, handed to the sender's builder by {@link EntraTokens#of}. */
    TOKEN
}
