/** A mail service in a box for tests, its JUnit extension and the contract of transports. */
module io.mailswitch.testkit {
    requires static transitive org.jspecify;
    requires transitive io.mailswitch.core;
    requires static transitive org.junit.jupiter.api;
    requires static transitive org.junit.jupiter.params;
    requires static org.assertj.core;
    requires jakarta.mail;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.slf4j;

    exports io.mailswitch.testkit;
    exports io.mailswitch.testkit.contract;
}
