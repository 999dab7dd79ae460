package io.mailswitch.testkit.internal.graph;

import io.mailswitch.testkit.GraphPermission;
import io.mailswitch.testkit.GraphStage;
import io.mailswitch.testkit.internal.entra.Token;
import io.mailswitch.testkit.internal.http.HttpRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may do what: the token, the mailbox, the permission, the author. */
final class Gate {
    private static final String BEARER = "Bearer ";

    private final GraphState state;

    Gate(GraphState state) {
        this.state = state;
    }

    Token token(HttpRequest request) throws GraphException {
        Optional<String> authorization = request.headers().first("Authorization");
        if (authorization.isEmpty() || !authorization.get().startsWith(BEARER)) {
            throw new GraphException(401, "InvalidAuthenticationToken", "Access token is empty.");
        }
        Token token = state.read(authorization.get().substring(BEARER.length()))
                .orElseThrow(() -> new GraphException(
                        401,
                        "InvalidAuthenticationToken",
                        "Lifetime validation failed, the token is expired or malformed."));
        if (!token.audience().equals(state.audience())) {
            throw new GraphException(
                    401, "InvalidAuthenticationToken", "Access token validation failure. Invalid audience.");
        }
        return token;
    }

    String mailbox(Route route, Token token) throws GraphException {
        String name = route.mailbox();
        if (name.isEmpty()) {
            name = token.signedIn()
                    .orElseThrow(() ->
                            GraphException.badRequest("/me request is only valid with delegated authentication flow."));
        }
        String mailbox = name;
        if (!state.accounts().exists(mailbox)) {
            throw new GraphException(404, "ErrorInvalidUser", "The requested user '" + mailbox + "' is invalid.");
        }
        String key = mailbox.toLowerCase(Locale.ROOT);
        if (state.withoutMailbox().contains(key)) {
            throw new GraphException(
                    404,
                    "MailboxNotEnabledForRESTAPI",
                    "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
        }
        if (state.excluded().contains(key)) {
            throw new GraphException(
                    403,
                    "ErrorAccessDenied",
                    "Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.");
        }
        if (token.signedIn().filter(user -> !user.equalsIgnoreCase(mailbox)).isPresent()) {
            throw GraphException.accessDenied();
        }
        return mailbox;
    }

    void permission(GraphStage stage) throws GraphException {
        Set<GraphPermission> granted = state.permissions();
        boolean writes = granted.contains(GraphPermission.MAIL_READ_WRITE);
        boolean fine =
                switch (stage) {
                    case SEND_MAIL, SEND_DRAFT -> granted.contains(GraphPermission.MAIL_SEND);
                    case CREATE_DRAFT, ADD_ATTACHMENT, CREATE_UPLOAD_SESSION, UPDATE_MESSAGE, DELETE_MESSAGE -> writes;
                    case GET_MESSAGE, LIST_MESSAGES, GET_FOLDER ->
                        writes || granted.contains(GraphPermission.MAIL_READ);
                    case UPLOAD_SLICE, CANCEL_UPLOAD, OTHER -> true;
                };
        if (!fine) {
            throw GraphException.accessDenied();
        }
    }

    /** Returns whom readers see beside the author: nobody with Send As, the mailbox with Send on Behalf alone. */
    @Nullable
    String sender(String mailbox, Person from) {
        return state.accounts().maySendAs(mailbox, from.address()) ? null : mailbox;
    }

    void author(String mailbox, Person from) throws GraphException {
        if (!state.accounts().maySendAs(mailbox, from.address()) && !state.maySendOnBehalf(mailbox, from.address())) {
            throw new GraphException(
                    403,
                    "ErrorSendAsDenied",
                    "The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account., Cannot submit message.");
        }
    }
}
