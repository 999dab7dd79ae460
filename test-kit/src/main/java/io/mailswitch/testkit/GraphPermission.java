package io.mailswitch.testkit;

/** What the application may do in the mailboxes of a {@link FakeExchange} by Graph. */
public enum GraphPermission {
    /** {@code Mail.Send}: send mail and drafts. */
    MAIL_SEND,
    /** {@code Mail.ReadWrite}: make, change and delete drafts, and read. */
    MAIL_READ_WRITE,
    /** {@code Mail.Read}: look at messages and folders. */
    MAIL_READ
}
