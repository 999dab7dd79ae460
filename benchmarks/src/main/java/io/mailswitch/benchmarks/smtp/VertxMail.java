package io.mailswitch.benchmarks.smtp;

import io.mailswitch.benchmarks.sink.Credentials;
import io.mailswitch.benchmarks.work.Contender;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.Letter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailAttachment;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.nio.file.Files;
import java.util.concurrent.ExecutionException;

/** The mail client of Vert.x 5, which pipelines; a lane waits for each message before it sends the next. */
public final class VertxMail implements Contender {
    /** Makes the contender. */
    public VertxMail() {}

    @Override
    public Client open(Job job) {
        Vertx vertx = Vertx.vertx();
        MailClient client = MailClient.create(
                vertx,
                new MailConfig()
                        .setHostname("localhost")
                        .setPort(job.port())
                        .setStarttls(StartTLSOptions.REQUIRED)
                        .setLogin(LoginOption.REQUIRED)
                        .setAuthMethods("PLAIN")
                        .setUsername(Credentials.USER)
                        .setPassword(Credentials.PASSWORD)
                        .setMaxPoolSize(job.connections()));
        Letter letter = job.letter();
        return new Client() {
            @Override
            public Lane lane() {
                return count -> {
                    for (int i = 0; i < count; i++) {
                        await(client.sendMail(message(vertx, letter)));
                    }
                };
            }

            @Override
            public void close() throws Exception {
                await(client.close());
                await(vertx.close());
            }
        };
    }

    private static MailMessage message(Vertx vertx, Letter letter) throws Exception {
        MailMessage message = new MailMessage()
                .setFrom(letter.from())
                .setTo(letter.to())
                .setSubject(letter.nextSubject())
                .setText(letter.text());
        letter.html().ifPresent(message::setHtml);
        if (letter.file().isPresent()) {
            message.setAttachment(
                    attachment().setData(Buffer.buffer(letter.file().get())));
        }
        if (letter.largeFile().isPresent()) {
            String file = letter.largeFile().get().toString();
            message.setAttachment(attachment()
                    .setStream(await(vertx.fileSystem().open(file, new OpenOptions())))
                    .setSize(Math.toIntExact(Files.size(letter.largeFile().get()))));
        }
        return message;
    }

    private static MailAttachment attachment() {
        return MailAttachment.create()
                .setName(Letter.FILE_NAME)
                .setContentType(Letter.FILE_TYPE)
                .setDisposition("attachment");
    }

    private static <T> T await(Future<T> future) throws InterruptedException, ExecutionException {
        return future.toCompletionStage().toCompletableFuture().get();
    }
}
