package io.mailswitch.smtp.realserver;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays out the folders and files of a private Postfix: postconf(5), master(5). */
final class PostfixConfig {
    static final String FOLDER = "postfix/etc";
    static final String LOG = "postfix/log";
    static final String MAILDIR = "mail/box";
    static final String HOST_NAME = "mail.example.test";

    private final ServerFolder folder;
    private final ServerSettings settings;
    private final Map<String, String> main = new LinkedHashMap<>();

    private PostfixConfig(ServerFolder folder, ServerSettings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** Writes everything but the ports. */
    static void write(ServerFolder folder, ServerSettings settings, Path daemons, Path saslSocket) {
        PostfixConfig config = new PostfixConfig(folder, settings);
        config.makeFolders();
        config.place(daemons);
        config.keepContentAsSent();
        config.deliverAllToOneMaildir();
        config.tls();
        config.access(saslSocket);
        config.main.putAll(settings.postfixSettings());
        folder.write(
                FOLDER + "/main.cf",
                config.main.entrySet().stream()
                        .map(setting -> setting.getKey() + " = " + setting.getValue() + "\n")
                        .collect(joining()));
    }

    /** Writes the services, and where the two of them listen that clients see. */
    static void writeServices(ServerFolder folder, LoopbackPorts ports) {
        folder.write(FOLDER + "/master.cf", """
                127.0.0.1:%d inet n       - n -     - smtpd
                127.0.0.1:%d inet n       - n -     - smtpd -o smtpd_tls_wrappermode=yes
                cleanup      unix n       - n -     0 cleanup
                qmgr         unix n       - n 300   1 qmgr
                tlsmgr       unix -       - n 1000? 1 tlsmgr
                rewrite      unix -       - n -     - trivial-rewrite
                bounce       unix -       - n -     0 bounce
                defer        unix -       - n -     0 bounce
                trace        unix -       - n -     0 bounce
                verify       unix -       - n -     1 verify
                proxymap     unix -       - n -     - proxymap
                error        unix -       - n -     - error
                retry        unix -       - n -     - error
                virtual      unix -       n n -     - virtual
                anvil        unix -       - n -     1 anvil
                postlog      unix-dgram n - n -     1 postlogd
                """.formatted(ports.starttls(), ports.implicitTls()));
    }

    private void makeFolders() {
        folder.folder("postfix/queue");
        folder.folder("postfix/queue/pid");
        folder.folder("postfix/queue/public", "postfix", "postdrop", "rwx--x---");
        folder.folder("postfix/queue/maildrop", "postfix", "postdrop", "rwx-wx---");
        for (String queue : List.of(
                "active", "bounce", "corrupt", "defer", "deferred", "hold", "incoming", "private", "saved", "trace")) {
            folder.folder("postfix/queue/" + queue, "postfix", "root", "rwx------");
        }
        folder.folder("postfix/data", "postfix", "postfix", "rwx------");
        folder.folder("mail", "postfix", "postfix", "rwxr-xr-x");
    }

    private void place(Path daemons) {
        main.put("compatibility_level", "3.6");
        main.put("command_directory", "/usr/sbin");
        main.put("daemon_directory", daemons.toString());
        main.put("meta_directory", "/etc/postfix");
        main.put("shlib_directory", "/usr/lib/postfix");
        main.put("queue_directory", folder.path("postfix/queue").toString());
        main.put("data_directory", folder.path("postfix/data").toString());
        main.put("maillog_file", folder.path(LOG).toString());
        main.put("maillog_file_prefixes", folder.root().toString());
        main.put("mail_owner", "postfix");
        main.put("setgid_group", "postdrop");
        main.put("inet_interfaces", "127.0.0.1");
        main.put("inet_protocols", "ipv4");
        main.put("myhostname", HOST_NAME);
        main.put("mynetworks", "127.0.0.0/8");
        main.put("smtpd_peername_lookup", "no");
        main.put("smtp_dns_support_level", "disabled");
    }

    /** Postfix mends mail from its own machine and drops headers; a test wants to see what was sent. */
    private void keepContentAsSent() {
        main.put("local_header_rewrite_clients", "");
        main.put("message_drop_headers", "");
        // accepting a lone LF as a line end is what makes smuggling possible, so a client's mistake shows
        main.put("smtpd_forbid_bare_newline", "no");
        main.put("message_size_limit", Long.toString(settings.maxMessageBytes()));
    }

    private void deliverAllToOneMaildir() {
        main.put("mydestination", "");
        main.put("alias_maps", "");
        main.put("alias_database", "");
        main.put("local_recipient_maps", "");
        main.put("virtual_mailbox_domains", "static:any");
        main.put("virtual_mailbox_base", folder.path("mail").toString());
        main.put("virtual_mailbox_maps", "static:box/");
        main.put("virtual_minimum_uid", "1");
        main.put("virtual_uid_maps", "static:" + attribute("unix:uid"));
        main.put("virtual_gid_maps", "static:" + attribute("unix:gid"));
        main.put("virtual_mailbox_limit", "0");
        main.put("mailbox_size_limit", "0");
        main.put("default_transport", "error:this server sends no mail anywhere");
        main.put("notify_classes", "");
    }

    private Object attribute(String name) {
        try {
            return Files.getAttribute(folder.path("mail"), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tls() {
        PemIdentity identity = settings.identity();
        main.put(
                "smtpd_tls_cert_file",
                folder.write("postfix/certificates.pem", identity.certificates())
                        .toString());
        main.put(
                "smtpd_tls_key_file",
                folder.writeSecret("postfix/key.pem", identity.privateKey()).toString());
        main.put("smtpd_tls_security_level", "encrypt");
        String versions = ">=" + settings.oldestTls() + ", <=" + settings.newestTls();
        main.put("smtpd_tls_protocols", versions);
        main.put("smtpd_tls_mandatory_protocols", versions);
        if (List.of("TLSv1", "TLSv1.1").contains(settings.oldestTls())) {
            main.put("tls_medium_cipherlist", "DEFAULT:@SECLEVEL=0");
        }
        String clientCa = settings.clientCa();
        if (clientCa != null) {
            main.put(
                    "smtpd_tls_CAfile",
                    folder.write("postfix/client-ca.pem", clientCa).toString());
            main.put("smtpd_tls_req_ccert", "yes");
        }
        main.put("smtpd_tls_loglevel", "1");
        main.put("smtpd_tls_received_header", "yes");
    }

    private void access(Path saslSocket) {
        main.put("smtpd_tls_auth_only", "yes");
        main.put("smtpd_sasl_auth_enable", "yes");
        main.put("smtpd_sasl_type", "dovecot");
        main.put("smtpd_sasl_path", saslSocket.toString());
        main.put("smtpd_sasl_authenticated_header", "yes");
        main.put("smtpd_discard_ehlo_keywords", String.join(", ", settings.hiddenExtensions()));
        Path refusals = folder.write(
                "postfix/refused",
                settings.refusedRecipients().entrySet().stream()
                        .map(refusal -> refusal.getKey() + " " + refusal.getValue() + "\n")
                        .collect(joining()));
        String known = "permit_sasl_authenticated, permit_tls_all_clientcerts, reject";
        main.put("smtpd_relay_restrictions", known);
        main.put("smtpd_recipient_restrictions", "check_recipient_access texthash:" + refusals + ", " + known);
        main.put("smtpd_client_connection_count_limit", "0");
        main.put("smtpd_error_sleep_time", "0");
    }
}
