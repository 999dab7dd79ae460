/** Code on Jakarta Mail sends through Mailswitch without a change. */
module io.mailswitch.jakarta {
    requires static transitive org.jspecify;
    requires transitive jakarta.mail;
    requires io.mailswitch.core;
    requires org.slf4j;
    // what callers of Angus know is used where it is there
    requires static org.eclipse.angus.mail;
    // found by servlet containers on the class path only: a service of a package that may be missing cannot be provided
    // from here
    requires static jakarta.servlet;

    exports io.mailswitch.jakarta;
    // the starter reads spring.mail.* and translates failures as this module does those of a session
    exports io.mailswitch.jakarta.internal.failure to
            io.mailswitch.spring;
    exports io.mailswitch.jakarta.internal.message to
            io.mailswitch.spring;
    exports io.mailswitch.jakarta.internal.session to
            io.mailswitch.spring;

    provides jakarta.mail.Provider with
            io.mailswitch.jakarta.MailswitchProvider,
            io.mailswitch.jakarta.SmtpProvider,
            io.mailswitch.jakarta.SmtpsProvider;
}
