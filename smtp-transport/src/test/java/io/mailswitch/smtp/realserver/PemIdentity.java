package io.mailswitch.smtp.realserver;

/**
 * What a server shows in the TLS handshake.
 *
 * @param certificates PEM, the server's own certificate first, then those up to the CA
 * @param privateKey PEM, PKCS #8, not encrypted
 */
public record PemIdentity(String certificates, String privateKey) {
    /** Leaves the key out. */
    @Override
    public String toString() {
        return "PemIdentity[" + certificates + "]";
    }
}
