package io.mailswitch.internal.dev;

import io.mailswitch.CheckReport;
import io.mailswitch.CheckReport.Severity;
import io.mailswitch.TransportCapabilities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says aloud that a transport is for development, so that nobody waits for its mail. */
final class NoMail {
    private static final Logger LOG = LoggerFactory.getLogger(NoMail.class);

    private NoMail() {}

    static void announce(TransportCapabilities capabilities) {
        LOG.warn("mailswitch.transport={}: for development, no mail leaves this machine", capabilities.transport());
    }

    static CheckReport.Builder report(String transport) {
        return CheckReport.builder(transport)
                .finding(
                        Severity.WARNING,
                        "transport " + transport + " is for development: no mail leaves this machine",
                        "In production set mailswitch.transport to smtp or graph.");
    }
}
