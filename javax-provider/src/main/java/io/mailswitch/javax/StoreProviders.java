package io.mailswitch.javax;

import javax.mail.Provider;

/**
 * The providers that JavaMail has for reading mail, announced once more: Angus Mail, which comes with Mailswitch, announces its own under the
 * same resource names, and those are of no use to {@code javax.mail}. Found as services; applications need not name them.
 */
public final class StoreProviders {
    private StoreProviders() {}

    /** IMAP. */
    public static final class Imap extends Provider {
        /** Makes the provider. */
        public Imap() {
            super(Type.STORE, "imap", "com.sun.mail.imap.IMAPStore", "Oracle", null);
        }
    }

    /** IMAP over TLS. */
    public static final class Imaps extends Provider {
        /** Makes the provider. */
        public Imaps() {
            super(Type.STORE, "imaps", "com.sun.mail.imap.IMAPSSLStore", "Oracle", null);
        }
    }

    /** POP3. */
    public static final class Pop3 extends Provider {
        /** Makes the provider. */
        public Pop3() {
            super(Type.STORE, "pop3", "com.sun.mail.pop3.POP3Store", "Oracle", null);
        }
    }

    /** POP3 over TLS. */
    public static final class Pop3s extends Provider {
        /** Makes the provider. */
        public Pop3s() {
            super(Type.STORE, "pop3s", "com.sun.mail.pop3.POP3SSLStore", "Oracle", null);
        }
    }
}
