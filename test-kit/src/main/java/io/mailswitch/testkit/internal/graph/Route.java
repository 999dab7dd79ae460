package io.mailswitch.testkit.internal.graph;

import io.mailswitch.testkit.GraphStage;
import io.mailswitch.testkit.internal.http.HttpRequest;
import java.util.List;

/**
 * What a request asks for.
 *
 * @param stage the operation
 * @param mailbox the user in the path; empty for the signed-in one
 * @param folder the folder in the path, or empty
 * @param message the message id in the path, or empty
 */
record Route(GraphStage stage, String mailbox, String folder, String message) {
    private static final String ROOT = "v1.0";

    static Route of(HttpRequest request) {
        List<String> path = request.path();
        if (path.size() < 3 || !path.get(0).equals(ROOT)) {
            return new Route(GraphStage.OTHER, "", "", "");
        }
        if (path.get(1).equals("me")) {
            return of(request.method(), "", path.subList(2, path.size()));
        }
        if (!path.get(1).equals("users") || path.size() < 4) {
            return new Route(GraphStage.OTHER, "", "", "");
        }
        return of(request.method(), path.get(2), path.subList(3, path.size()));
    }

    private static Route of(String method, String mailbox, List<String> rest) {
        String shape = method + shape(rest);
        return switch (shape) {
            case "POST /sendMail", "POST /microsoft.graph.sendMail" -> new Route(GraphStage.SEND_MAIL, mailbox, "", "");
            case "POST /messages" -> new Route(GraphStage.CREATE_DRAFT, mailbox, "", "");
            case "GET /messages" -> new Route(GraphStage.LIST_MESSAGES, mailbox, "", "");
            case "GET /mailFolders/*" -> new Route(GraphStage.GET_FOLDER, mailbox, rest.get(1), "");
            case "GET /mailFolders/*/messages" -> new Route(GraphStage.LIST_MESSAGES, mailbox, rest.get(1), "");
            case "GET /messages/*" -> new Route(GraphStage.GET_MESSAGE, mailbox, "", rest.get(1));
            case "PATCH /messages/*" -> new Route(GraphStage.UPDATE_MESSAGE, mailbox, "", rest.get(1));
            case "DELETE /messages/*" -> new Route(GraphStage.DELETE_MESSAGE, mailbox, "", rest.get(1));
            case "POST /messages/*/attachments" -> new Route(GraphStage.ADD_ATTACHMENT, mailbox, "", rest.get(1));
            case "POST /messages/*/attachments/createUploadSession",
                    "POST /messages/*/attachments/microsoft.graph.createUploadSession" ->
                new Route(GraphStage.CREATE_UPLOAD_SESSION, mailbox, "", rest.get(1));
            case "POST /messages/*/send", "POST /messages/*/microsoft.graph.send" ->
                new Route(GraphStage.SEND_DRAFT, mailbox, "", rest.get(1));
            default -> new Route(GraphStage.OTHER, mailbox, "", "");
        };
    }

    /** The path with ids, which follow a collection, as stars. */
    private static String shape(List<String> rest) {
        StringBuilder shape = new StringBuilder(" ");
        for (int i = 0; i < rest.size(); i++) {
            boolean id = i > 0
                    && (rest.get(i - 1).equals("messages") || rest.get(i - 1).equals("mailFolders"));
            shape.append('/').append(id ? "*" : rest.get(i));
        }
        return shape.toString();
    }
}
