package io.mailswitch.smtp.realserver;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A running Postfix, with a Dovecot that checks passwords and tokens for it, for one test alone: own folder, own ports
 * of 127.0.0.1, own logs; several run side by side. It takes mail for any recipient from clients that have logged in
 * and delivers it into {@link #maildir()}; nothing leaves the machine. Needs what {@link RequiresRealServers} checks.
 *
 * <p>Not thread-safe; its clients may be as many as they like.
 */
public final class RealMailServer implements AutoCloseable {
    private static final Duration DELIVERY = Duration.ofSeconds(30);
    private static final Duration LOGGING = Duration.ofSeconds(10);
    private static final int PORT_ATTEMPTS = 10;

    private final ServerPrograms programs;
    private final ServerFolder folder;
    private final DeadMansHandle handle;
    private final TokenIssuer issuer;
    private final Dovecot dovecot;
    private final Maildir maildir;
    private LoopbackPorts ports;
    private @Nullable Postfix postfix;

    private RealMailServer(
            ServerPrograms programs,
            ServerFolder folder,
            DeadMansHandle handle,
            TokenIssuer issuer,
            Dovecot dovecot,
            LoopbackPorts ports) {
        this.programs = programs;
        this.folder = folder;
        this.handle = handle;
        this.issuer = issuer;
        this.dovecot = dovecot;
        this.ports = ports;
        this.maildir = new Maildir(folder.path(PostfixConfig.MAILDIR), this::diagnosis);
    }

    /** A server yet to be configured and started. */
    public static RealMailServerBuilder builder() {
        return new RealMailServerBuilder();
    }

    static RealMailServer start(ServerSettings settings, LoopbackPorts firstPorts) {
        ServerPrograms programs = ServerPrograms.find();
        ServerFolder folder = ServerFolder.create();
        DeadMansHandle handle = DeadMansHandle.hold(
                folder.root(), List.of(folder.path(Postfix.PID_FILE), folder.path(Dovecot.PID_FILE)));
        Dovecot dovecot = null;
        try {
            TokenIssuer issuer = TokenIssuer.trusted();
            dovecot = Dovecot.start(folder, programs.dovecot(), settings, issuer);
            PostfixConfig.write(folder, settings, programs.postfixDaemons(), dovecot.socket());
            RealMailServer server = new RealMailServer(programs, folder, handle, issuer, dovecot, firstPorts);
            server.startPostfix();
            return server;
        } catch (RuntimeException e) {
            if (dovecot != null) {
                dovecot.stop();
            }
            handle.release();
            folder.delete();
            throw e;
        }
    }

    private void startPostfix() {
        for (int attempt = 1; attempt <= PORT_ATTEMPTS; attempt++) {
            try {
                PostfixConfig.writeServices(folder, ports);
                postfix = Postfix.start(folder, programs.postfixMaster(), ports);
                return;
            } catch (Postfix.PortTakenException e) {
                ports = LoopbackPorts.pick();
            }
        }
        throw new RealServerException("each of " + PORT_ATTEMPTS
                + " pairs of free ports was taken before Postfix had bound it" + diagnosis());
    }

    /** The name of the host that certificates have to be for. */
    public String host() {
        return "localhost";
    }

    /** The port on which clients have to ask for TLS. */
    public int starttlsPort() {
        return ports.starttls();
    }

    /** The port on which TLS comes first. */
    public int implicitTlsPort() {
        return ports.implicitTls();
    }

    /** Issues the tokens that this server believes. */
    public TokenIssuer tokens() {
        return issuer;
    }

    /** Where the mail goes, for tests that cannot know whether it was accepted; others use {@link #delivered()}. */
    public Maildir maildir() {
        return maildir;
    }

    /**
     * All mail accepted since the start, once per recipient, oldest first.
     *
     * @throws RealServerException if some of it is not delivered within 30 s
     */
    public List<DeliveredMail> delivered() {
        running().awaitEmptyQueue(DELIVERY);
        return maildir.mails();
    }

    /**
     * The one mail that the recipient got.
     *
     * @throws RealServerException if it got none or several
     */
    public DeliveredMail deliveredTo(String recipient) {
        List<DeliveredMail> mails = delivered().stream()
                .filter(mail -> mail.recipient().equals(recipient))
                .toList();
        if (mails.size() != 1) {
            throw new RealServerException(recipient + " got " + mails.size() + " mails" + diagnosis());
        }
        return mails.get(0);
    }

    /** How many times a client has begun to log in since the start, with success or without. */
    public int loginAttempts() {
        return dovecot.loginAttempts();
    }

    /** What Postfix has logged. */
    public String log() {
        return folder.read(PostfixConfig.LOG);
    }

    /**
     * Waits until Postfix has logged a line in which the expression is found.
     *
     * @throws RealServerException if that takes longer than 10 s
     */
    public void awaitLogged(String expression) {
        Pattern pattern = Pattern.compile(expression);
        Await.condition(
                "the log to have '" + expression + "'",
                LOGGING,
                () -> pattern.matcher(log()).find(),
                this::diagnosis);
    }

    /** Ends Postfix, and with it every connection. The mail delivered so far stays. */
    public void stop() {
        running().stop();
        postfix = null;
    }

    /**
     * Starts Postfix anew, on the same ports, after {@link #stop()}.
     *
     * @throws RealServerException if somebody else has taken one of them meanwhile
     */
    public void startAgain() {
        if (postfix != null) {
            throw new IllegalStateException("the server runs");
        }
        try {
            postfix = Postfix.start(folder, programs.postfixMaster(), ports);
        } catch (Postfix.PortTakenException e) {
            throw new RealServerException("one of " + ports + " was taken while the server was down", e);
        }
    }

    /** The folder that holds everything of this server. */
    Path root() {
        return folder.root();
    }

    /** The processes that run for this server. */
    List<ProcessHandle> processes() {
        Stream<ProcessHandle> ofPostfix = postfix == null ? Stream.of() : postfix.processes().stream();
        return Stream.of(ofPostfix, dovecot.processes().stream(), Stream.of(handle.process()))
                .flatMap(processes -> processes)
                .toList();
    }

    /** Leaves the servers to the dead man's handle, as a JVM does that ends without closing them. */
    void abandon() {
        handle.letGo();
    }

    private Postfix running() {
        Postfix running = postfix;
        if (running == null) {
            throw new IllegalStateException("the server has been stopped");
        }
        return running;
    }

    /** What both servers logged, for a failure's message. */
    public String diagnosis() {
        return "\n--- " + folder.path(PostfixConfig.LOG) + "\n" + log() + dovecot.diagnosis();
    }

    /** Ends both servers and deletes all they wrote. */
    @Override
    public void close() {
        RecentLogs.add(diagnosis());
        if (postfix != null) {
            stop();
        }
        dovecot.stop();
        handle.release();
        folder.delete();
    }
}
