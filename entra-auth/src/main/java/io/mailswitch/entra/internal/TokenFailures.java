package io.mailswitch.entra.internal;

import com.azure.identity.CredentialUnavailableException;
import io.mailswitch.AuthenticationException;
import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.Reply;
import io.mailswitch.Resend;
import io.mailswitch.Secret;
import io.mailswitch.Stage;
import io.mailswitch.entra.EntraCredential;
import io.mailswitch.entra.EntraKeys;
import io.mailswitch.entra.http.HttpSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Says in one exception, and in words that help, why there is no token. Thread-safe. */
final class TokenFailures {
    private static final Duration MAX_RETRY_AFTER = Duration.ofDays(1);

    /** How the JDK tells alerts about versions and cipher suites from a connection that broke off. */
    private static final List<String> NO_AGREEMENT = List.of(
            "protocol_version",
            "protocol version",
            "handshake_failure",
            "insufficient_security",
            "no appropriate protocol",
            "no available");

    private final @Nullable EntraSettings settings;

    /** @param settings null for an application's own credential */
    TokenFailures(@Nullable EntraSettings settings) {
        this.settings = settings;
    }

    AuthenticationException of(String scope, Throwable error, Optional<Answer> refusal, Instant now) {
        List<Throwable> causes = causes(error);
        Optional<CredentialUnavailableException> nothing = first(causes, CredentialUnavailableException.class);
        if (settings != null && settings.credential() == EntraCredential.DEFAULT && nothing.isPresent()) {
            return setup(
                    scope,
                    "none of the default credentials is there",
                    "Set " + EntraKeys.CREDENTIAL
                            + " to the one that is meant, or give the environment what that needs (such as "
                            + "AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET).",
                    error);
        }
        if (refusal.isPresent()) {
            return refused(scope, refusal.get(), error, now);
        }
        Optional<Integer> told = causes.stream()
                .flatMap(cause -> Answer.code(String.valueOf(cause.getMessage())).stream())
                .findFirst();
        if (told.isPresent()) {
            return told(scope, told.get(), error);
        }
        if (settings != null && settings.credential() == EntraCredential.MANAGED_IDENTITY && nothing.isPresent()) {
            return setup(
                    scope,
                    "this machine has no managed identity",
                    "Assign one to the virtual machine, App Service or container, or choose another "
                            + EntraKeys.CREDENTIAL + "; outside Azure there is none.",
                    error);
        }
        Optional<IOException> io = first(causes, IOException.class);
        return io.isPresent() ? network(scope, causes, io.get(), error) : internal(scope, error, nothing.isPresent());
    }

    private AuthenticationException refused(String scope, Answer answer, Throwable error, Instant now) {
        if (isManagedIdentity(answer)) {
            return failure(
                    scope,
                    "the identity endpoint of this machine refused it",
                    Failure.at(
                                    Stage.TOKEN,
                                    "Check that the identity is assigned to this machine and that "
                                            + EntraKeys.CLIENT_ID
                                            + " is its client id (leave it out for the system-assigned one).")
                            .resend(isTransient(answer) ? Resend.SAFE_LATER : Resend.AFTER_SETUP)
                            .origin(isTransient(answer) ? FailureOrigin.TRANSPORT : FailureOrigin.SETUP)
                            .retryAfter(retryAfter(answer, now))
                            .reply(reply(answer)),
                    error);
        }
        ErrorRow row = answer.status() == 407
                ? new ErrorRow(
                        0,
                        "the proxy wants to know who asks",
                        Resend.AFTER_SETUP,
                        "Set " + HttpSettings.PROXY_USERNAME + " and " + HttpSettings.PROXY_PASSWORD + ".")
                : ErrorTable.find(answer);
        boolean later = row.resend() == Resend.SAFE_LATER;
        return failure(
                scope,
                row.meaning(),
                Failure.at(Stage.TOKEN, row.advice())
                        .resend(row.resend())
                        .origin(later ? FailureOrigin.TRANSPORT : FailureOrigin.SETUP)
                        .retryAfter(retryAfter(answer, now))
                        .reply(reply(answer)),
                error);
    }

    /** An application's own credential asks Entra by itself: all that is left of the answer is a number in a message. */
    private static AuthenticationException told(String scope, int code, Throwable error) {
        ErrorRow row = ErrorTable.findOrUnknown(code);
        return row.resend() == Resend.SAFE_LATER
                ? later(scope, row.meaning() + " (AADSTS" + code + ")", row.advice(), error)
                : setup(scope, row.meaning() + " (AADSTS" + code + ")", row.advice(), error);
    }

    private boolean isManagedIdentity(Answer answer) {
        return settings != null
                && settings.credential() == EntraCredential.MANAGED_IDENTITY
                && answer.code().isEmpty();
    }

    private static boolean isTransient(Answer answer) {
        // 404 and 410: the endpoint is being updated, says Microsoft's page on managed identities and IMDS
        return answer.status() == 404 || answer.status() == 410 || answer.status() == 429 || answer.status() >= 500;
    }

    private Reply reply(Answer answer) {
        String number = answer.code().map(code -> "AADSTS" + code).orElse("");
        String error = Stream.of(answer.error(), number)
                .filter(part -> !part.isEmpty())
                .reduce("", (a, b) -> a.isEmpty() ? b : a + " " + b);
        // Entra begins its description with the number, which then would stand there twice
        String prefix = number + ": ";
        String text = !number.isEmpty() && answer.description().startsWith(prefix)
                ? answer.description().substring(prefix.length())
                : answer.description();
        return Reply.http(answer.status(), error.isEmpty() ? null : error, withoutSecret(text));
    }

    /** The service does not repeat a secret; a proxy or fake in its place might. */
    private String withoutSecret(String text) {
        if (settings == null) {
            return text;
        }
        String clean = text;
        for (Secret secret : secrets(settings)) {
            if (!secret.reveal().isEmpty()) {
                clean = clean.replace(secret.reveal(), "***");
            }
        }
        return clean;
    }

    private static List<Secret> secrets(EntraSettings settings) {
        List<Secret> all = new ArrayList<>();
        Optional.ofNullable(settings.clientSecret()).ifPresent(all::add);
        Optional.ofNullable(settings.certificatePassword()).ifPresent(all::add);
        return all;
    }

    private static @Nullable Duration retryAfter(Answer answer, Instant now) {
        String text = answer.retryAfter();
        if (text == null) {
            return null;
        }
        Duration pause;
        try {
            pause = text.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException e) {
            return null;
        }
        if (pause.isNegative()) {
            return Duration.ZERO;
        }
        return pause.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : pause;
    }

    private AuthenticationException network(String scope, List<Throwable> causes, IOException io, Throwable error) {
        if (settings != null && settings.credential() == EntraCredential.MANAGED_IDENTITY) {
            return later(
                    scope,
                    "the identity endpoint of this machine did not answer ("
                            + io.getClass().getSimpleName() + ")",
                    "Only machines in Azure that have an identity assigned have one; elsewhere choose another "
                            + EntraKeys.CREDENTIAL + ".",
                    error);
        }
        String authority =
                settings == null ? "the authority" : settings.authority().getHost();
        if (first(causes, SSLException.class).isPresent()) {
            return tls(scope, authority, causes, io, error);
        }
        if (first(causes, UnknownHostException.class).isPresent()) {
            return later(
                    scope,
                    authority + " could not be found",
                    "Check DNS, " + EntraKeys.AUTHORITY + " and, where only a proxy leads out, " + HttpSettings.PROXY
                            + ".",
                    error);
        }
        if (first(causes, InterruptedIOException.class).isPresent()) {
            return later(scope, authority + " did not answer in time", "Check the network, proxy and firewall.", error);
        }
        String what = first(causes, ConnectException.class).isPresent()
                ? authority + " could not be reached"
                : "the connection to " + authority + " failed (" + io.getClass().getSimpleName() + ")";
        return later(
                scope,
                what,
                "Check the network and the firewall (port 443), and " + HttpSettings.PROXY
                        + " where only a proxy leads out.",
                error);
    }

    /** A handshake that only breaks off passes by itself, as when a server is exchanged; the rest is for a person to mend. */
    private static AuthenticationException tls(
            String scope, String authority, List<Throwable> causes, IOException io, Throwable error) {
        String what = "TLS with " + authority + " failed: " + io.getMessage();
        boolean refused = first(causes, CertificateException.class).isPresent()
                || first(causes, SSLPeerUnverifiedException.class).isPresent()
                || causes.stream()
                        .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
                        .anyMatch(text -> NO_AGREEMENT.stream().anyMatch(text::contains));
        return refused
                ? setup(
                        scope,
                        what,
                        "Where a proxy looks into TLS, name its CA by " + HttpSettings.CA_FILE
                                + "; TLS 1.2 or 1.3 and the right host name are required.",
                        error)
                : later(
                        scope,
                        what,
                        "Check that no firewall or proxy on the way cuts TLS connections, where it stays so.",
                        error);
    }

    private AuthenticationException internal(String scope, Throwable error, boolean unavailable) {
        if (settings == null) {
            return setup(
                    scope,
                    "the application's own credential failed ("
                            + error.getClass().getSimpleName() + ")",
                    "The cause says why.",
                    error);
        }
        return setup(
                scope,
                unavailable
                        ? "the credential is not available"
                        : "the credential failed (" + error.getClass().getSimpleName() + ")",
                "Check the settings " + EntraKeys.CREDENTIAL + " and those beside it; the cause says more.",
                error);
    }

    AuthenticationException timedOut(String scope, Duration patience) {
        return later(
                scope,
                "there was no answer within " + patience.toMillis() + " ms",
                "Check the network, proxy and firewall, or allow more time by " + EntraKeys.TIMEOUT + ".",
                null);
    }

    AuthenticationException interrupted(String scope, InterruptedException cause) {
        return failure(
                scope,
                "the wait was interrupted",
                Failure.at(Stage.TOKEN, "").resend(Resend.SAFE_LATER).origin(FailureOrigin.CALLER),
                cause);
    }

    AuthenticationException sameAgain(String scope) {
        return setup(
                scope,
                "the token that was refused is the only one to be had for now",
                "Check permissions and mailbox rights. Where they have just been granted: a managed identity shows them in a new token only, "
                        + "which Azure may take up to a day to issue.",
                null);
    }

    private static AuthenticationException setup(String scope, String what, String advice, @Nullable Throwable cause) {
        return failure(
                scope,
                what,
                Failure.at(Stage.TOKEN, advice).resend(Resend.AFTER_SETUP).origin(FailureOrigin.SETUP),
                cause);
    }

    private static AuthenticationException later(String scope, String what, String advice, @Nullable Throwable cause) {
        return failure(scope, what, Failure.at(Stage.TOKEN, advice).resend(Resend.SAFE_LATER), cause);
    }

    private static AuthenticationException failure(
            String scope, String what, Failure.Builder failure, @Nullable Throwable cause) {
        return new AuthenticationException("no access token for " + scope + ": " + what, failure.build(), cause);
    }

    private static List<Throwable> causes(Throwable error) {
        List<Throwable> all = new ArrayList<>();
        for (Throwable next = error; next != null && !all.contains(next); next = next.getCause()) {
            all.add(next);
        }
        return all;
    }

    private static <T> Optional<T> first(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
