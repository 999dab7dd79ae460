package io.mailswitch.internal.mime;

/** The transfer encodings that are written (RFC 2045 §6). */
enum TransferEncoding {
    SEVEN_BIT("7bit"),
    EIGHT_BIT("8bit"),
    QUOTED_PRINTABLE("quoted-printable"),
    BASE64("base64");

    private final String token;

    TransferEncoding(String token) {
        this.token = token;
    }

    /** Returns the value of the Content-Transfer-Encoding field. */
    String token() {
        return token;
    }
}
