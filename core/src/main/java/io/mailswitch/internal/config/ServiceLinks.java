package io.mailswitch.internal.config;

import java.util.regex.Pattern;

/**
 * Tells environment variables that Kubernetes sets in each pod for a service that happens to be called {@code mailswitch…} from settings
 * (Kubernetes documentation, "Service", environment variables).
 */
final class ServiceLinks {
    private static final Pattern NAME = Pattern.compile(
            "MAILSWITCH_(.*_)?(SERVICE_(HOST|PORT(_.*)?)|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");
    private static final Pattern PORT = Pattern.compile("MAILSWITCH_(.*_)?PORT");
    private static final Pattern PORT_VALUE = Pattern.compile("(tcp|udp|sctp)://.*");

    private ServiceLinks() {}

    static boolean isOne(String variable, String value) {
        return NAME.matcher(variable).matches()
                || (PORT.matcher(variable).matches()
                        && PORT_VALUE.matcher(value).matches());
    }
}
