package io.mailswitch.smtp.realserver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Dovecot as nothing but the SASL server that Postfix asks. */
final class Dovecot {
    static final String PID_FILE = "dovecot/run/master.pid";
    private static final String SOCKET = "dovecot/sasl";
    private static final String LOG = "dovecot/log";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServerFolder folder;
    private final Daemon daemon;
    private int marks;

    private Dovecot(ServerFolder folder, Daemon daemon) {
        this.folder = folder;
        this.daemon = daemon;
    }

    /** Starts Dovecot and waits until it offers its mechanisms, for Postfix gives up at once when it does not. */
    static Dovecot start(ServerFolder folder, Path program, ServerSettings settings, TokenIssuer issuer) {
        folder.write("dovecot/passwd", passwords(settings.accounts()));
        folder.write("dovecot/keys/default/RS256/" + TokenIssuer.KEY_ID, issuer.publicKeyPem());
        folder.write("dovecot/oauth2.conf", """
                introspection_mode = local
                local_validation_key_dict = fs:posix:prefix=%s/
                username_attribute = upn
                """.formatted(folder.path("dovecot/keys")));
        Path configuration = folder.write("dovecot/dovecot.conf", configuration(folder, settings));
        Daemon daemon = Daemon.start(
                folder.path("dovecot/output"),
                Map.of(),
                List.of(program.toString(), "-F", "-c", configuration.toString()));
        Dovecot dovecot = new Dovecot(folder, daemon);
        try {
            dovecot.awaitReady(settings.mechanisms());
        } catch (RuntimeException e) {
            daemon.kill();
            throw e;
        }
        return dovecot;
    }

    private static String passwords(Map<String, String> accounts) {
        return accounts.entrySet().stream()
                .map(account -> account.getKey() + ":{PLAIN.b64}"
                        + Base64.getEncoder().encodeToString(account.getValue().getBytes(UTF_8)) + "\n")
                .collect(Collectors.joining());
    }

    private static String configuration(ServerFolder folder, ServerSettings settings) {
        return """
                protocols =
                ssl = no
                base_dir = %1$s/run
                state_dir = %1$s/state
                log_path = %1$s/log
                log_timestamp = "%%Y-%%m-%%d %%H:%%M:%%S "
                stats_writer_socket_path =
                auth_debug = yes
                auth_mechanisms = %2$s
                auth_username_chars =
                auth_username_format = %%u
                auth_failure_delay = 0
                passdb {
                  driver = passwd-file
                  mechanisms = plain login
                  args = %1$s/passwd
                }
                passdb {
                  driver = oauth2
                  mechanisms = xoauth2 oauthbearer
                  args = %1$s/oauth2.conf
                }
                userdb {
                  driver = static
                  args = uid=nobody gid=nogroup home=/nonexistent
                }
                # without this file a failed login makes those that follow wait, 15 s in the end
                service anvil {
                  unix_listener anvil-auth-penalty {
                    mode = 0
                  }
                }
                service auth {
                  unix_listener %3$s {
                    mode = 0666
                  }
                }
                """.formatted(folder.path("dovecot"), String.join(" ", settings.mechanisms()), folder.path(SOCKET));
    }

    private void awaitReady(List<String> mechanisms) {
        Await.condition(
                "Dovecot to offer " + mechanisms,
                PATIENCE,
                () -> {
                    // the master outlives an auth process that cannot start, and starts it again and again
                    if (!daemon.isRunning() || log().contains(": Fatal: ")) {
                        throw new RealServerException("Dovecot cannot start" + diagnosis());
                    }
                    return handshake().map(offer -> offers(offer, mechanisms)).orElse(false);
                },
                this::diagnosis);
    }

    private static boolean offers(String handshake, List<String> mechanisms) {
        return mechanisms.stream().allMatch(name -> handshake.contains("\nMECH\t" + name.toUpperCase(Locale.ROOT)));
    }

    /** What the auth process says to a new client up to DONE, which it only does once its databases are open. */
    private Optional<String> handshake() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(folder.path(SOCKET)));
            ByteBuffer buffer = ByteBuffer.allocate(4096);
            while (channel.read(buffer) >= 0) {
                String text = new String(buffer.array(), 0, buffer.position(), US_ASCII);
                if (text.endsWith("\nDONE\n")) {
                    return Optional.of(text);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Path socket() {
        return folder.path(SOCKET);
    }

    String log() {
        return folder.read(LOG);
    }

    /** How many times a client of Postfix has begun to log in, whatever came of it. */
    int loginAttempts() {
        catchUpWithLog();
        return (int) log().lines()
                .filter(line -> line.contains(": client in: AUTH\t") && line.contains("\tservice=smtp\t"))
                .count();
    }

    /**
     * Waits until what has happened so far is logged, for Dovecot logs through a process of its own: begins a login of
     * its own, which the one auth process logs after all that came before.
     */
    private void catchUpWithLog() {
        marks++;
        String mark = "service=mark" + marks;
        int clientId = Integer.MAX_VALUE - marks;
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(folder.path(SOCKET)));
            String login = "VERSION\t1\t1\nCPID\t" + clientId + "\nAUTH\t1\tPLAIN\t" + mark + "\tsecured\n";
            ByteBuffer bytes = ByteBuffer.wrap(login.getBytes(US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            Await.condition("Dovecot to log '" + mark + "'", PATIENCE, () -> log().contains(mark), this::diagnosis);
        } catch (IOException e) {
            throw new UncheckedIOException("Dovecot does not answer" + diagnosis(), e);
        }
    }

    List<ProcessHandle> processes() {
        return daemon.family();
    }

    String diagnosis() {
        return "\n--- " + folder.path(LOG) + "\n" + log() + "--- Dovecot output\n" + daemon.output();
    }

    /** Kills it: asked to end, Dovecot takes a second to tidy up a folder that is about to be deleted. */
    void stop() {
        daemon.kill();
    }
}
