package io.mailswitch.testkit;

/** A request to the Graph side of a {@link FakeExchange}, for {@link FakeGraph#at(GraphStage)} and for counting. */
public enum GraphStage {
    /** {@code POST /users/{id}/sendMail}, in JSON or MIME. */
    SEND_MAIL,
    /** {@code POST /users/{id}/messages}, in JSON or MIME. */
    CREATE_DRAFT,
    /** {@code POST …/messages/{id}/attachments}. */
    ADD_ATTACHMENT,
    /** {@code POST …/messages/{id}/attachments/createUploadSession}. */
    CREATE_UPLOAD_SESSION,
    /** {@code PUT} of a slice to the upload URL. */
    UPLOAD_SLICE,
    /** {@code DELETE} of the upload URL. */
    CANCEL_UPLOAD,
    /** {@code POST …/messages/{id}/send}. */
    SEND_DRAFT,
    /** {@code GET …/messages/{id}}. */
    GET_MESSAGE,
    /** {@code GET} of the messages of a mailbox or of one of its folders. */
    LIST_MESSAGES,
    /** {@code GET …/mailFolders/{name}}. */
    GET_FOLDER,
    /** {@code PATCH …/messages/{id}}. */
    UPDATE_MESSAGE,
    /** {@code DELETE …/messages/{id}}. */
    DELETE_MESSAGE,
    /** Anything else, which the service does not know. */
    OTHER
}
