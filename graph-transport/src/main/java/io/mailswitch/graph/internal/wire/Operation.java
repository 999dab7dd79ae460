package io.mailswitch.graph.internal.wire;

import com.microsoft.kiota.HttpMethod;
import io.mailswitch.Stage;

/**
 * What Mailswitch asks of Graph: how, with which permission, and what the answer yes looks like. Source: Microsoft Graph REST API v1.0
 * reference, "user: sendMail", "Create message", "attachment: createUploadSession", "message: send".
 */
public enum Operation {
    /** Sends a message in one request. */
    SEND_MAIL(HttpMethod.POST, "/users/{user}/sendMail", 202, Stage.FINAL_REPLY, "Mail.Send", "sending the message"),
    /** Makes a draft. */
    CREATE_DRAFT(HttpMethod.POST, "/users/{user}/messages", 201, Stage.DRAFT, "Mail.ReadWrite", "creating the draft"),
    /** Changes a draft. */
    CHANGE_DRAFT(
            HttpMethod.PATCH, "/users/{user}/messages/{id}", 200, Stage.DRAFT, "Mail.ReadWrite", "changing the draft"),
    /** Adds a small file to a draft. */
    ADD_FILE(
            HttpMethod.POST,
            "/users/{user}/messages/{id}/attachments",
            201,
            Stage.UPLOAD,
            "Mail.ReadWrite",
            "adding an attachment"),
    /** Asks where a large file can be uploaded to. */
    OPEN_UPLOAD(
            HttpMethod.POST,
            "/users/{user}/messages/{id}/attachments/createUploadSession",
            201,
            Stage.UPLOAD,
            "Mail.ReadWrite",
            "opening an upload"),
    /** Uploads a stretch of a large file. */
    UPLOAD_SLICE(HttpMethod.PUT, "", 201, Stage.UPLOAD, "Mail.ReadWrite", "uploading an attachment"),
    /** Gives an upload up. */
    CANCEL_UPLOAD(HttpMethod.DELETE, "", 204, Stage.UPLOAD, "Mail.ReadWrite", "giving an upload up"),
    /** Sends a draft. */
    SEND_DRAFT(
            HttpMethod.POST,
            "/users/{user}/messages/{id}/send",
            202,
            Stage.FINAL_REPLY,
            "Mail.Send",
            "sending the draft"),
    /** Deletes a draft. */
    DELETE_DRAFT(
            HttpMethod.DELETE, "/users/{user}/messages/{id}", 204, Stage.DRAFT, "Mail.ReadWrite", "deleting the draft"),
    /** Looks what became of a draft. */
    LOOK_AT_DRAFT(
            HttpMethod.GET,
            "/users/{user}/messages/{id}{?%24select}",
            200,
            Stage.FINAL_REPLY,
            "Mail.ReadWrite",
            "looking the draft up"),
    /** Searches a folder for a message. */
    FIND_MESSAGE(
            HttpMethod.GET,
            "/users/{user}/mailFolders/{folder}/messages{?%24filter,%24select,%24top}",
            200,
            Stage.FINAL_REPLY,
            "Mail.ReadBasic",
            "searching for the message"),
    /** Asks to send what cannot be sent, to see whether it would be allowed: a refusal of the message, not of us, is the yes. */
    PROBE_SENDING(
            HttpMethod.POST, "/users/{user}/sendMail", 400, Stage.AUTHENTICATION, "Mail.Send", "probing the mailbox"),
    /** Asks to make what cannot be made, to see whether it would be allowed. */
    PROBE_DRAFTING(
            HttpMethod.POST,
            "/users/{user}/messages",
            400,
            Stage.AUTHENTICATION,
            "Mail.ReadWrite",
            "probing for drafts");

    private final HttpMethod method;
    private final String path;
    private final int accepted;
    private final Stage stage;
    private final String permission;
    private final String title;

    Operation(HttpMethod method, String path, int accepted, Stage stage, String permission, String title) {
        this.method = method;
        this.path = path;
        this.accepted = accepted;
        this.stage = stage;
        this.permission = permission;
        this.title = title;
    }

    HttpMethod method() {
        return method;
    }

    String template() {
        return "{+baseurl}" + path;
    }

    /**
     * Tells whether a status says yes. Mostly one alone does: Graph, and what stands before it, has answered 200 where nothing was sent.
     *
     * @param status an HTTP status
     * @return true for yes
     */
    public boolean accepts(int status) {
        return status == accepted || (this == UPLOAD_SLICE && status == 200);
    }

    /**
     * Returns how far a send has come with it.
     *
     * @return the stage
     */
    public Stage stage() {
        return stage;
    }

    /**
     * Returns the permission that it needs.
     *
     * @return the name that Entra and Exchange use
     */
    public String permission() {
        return permission;
    }

    /**
     * Returns what it does, for errors.
     *
     * @return a participle phrase
     */
    public String title() {
        return title;
    }

    /**
     * Tells whether the message may be on its way once the request has left.
     *
     * @return true for the two that send
     */
    public boolean sends() {
        return this == SEND_MAIL || this == SEND_DRAFT;
    }

    /** Tells whether the request may still be made while the transport closes, so that nothing is left behind. */
    boolean cleansUp() {
        return this == DELETE_DRAFT || this == CANCEL_UPLOAD || this == FIND_MESSAGE;
    }

    /**
     * Tells whether the request goes to an upload URL, which carries its own token, instead of to Graph.
     *
     * @return true for the two that name no path
     */
    public boolean toUploadUrl() {
        return path.isEmpty();
    }
}
