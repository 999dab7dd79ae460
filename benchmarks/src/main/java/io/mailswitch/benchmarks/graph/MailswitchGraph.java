package io.mailswitch.benchmarks.graph;

import io.mailswitch.MailSender;
import io.mailswitch.benchmarks.sink.Credentials;
import io.mailswitch.benchmarks.work.Contender;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.Letter;
import io.mailswitch.benchmarks.work.MailswitchLetters;
import io.mailswitch.config.MailConfig;
import java.util.Map;

/**
 * Mailswitch by Graph, with its defaults: tokens by client secret, at most 4 requests in flight. Only for a file of 100 MB it has to be told that
 * the mailbox may send as much.
 */
public final class MailswitchGraph implements Contender {
    /** Makes the contender. */
    public MailswitchGraph() {}

    @Override
    public Client open(Job job) {
        MailSender sender = MailSender.open(MailConfig.of(Map.of(
                "mailswitch.transport",
                "graph",
                "mailswitch.graph.mailbox",
                Credentials.USER,
                "mailswitch.graph.base-url",
                SinkAddress.baseUrl(job),
                "mailswitch.entra.authority",
                SinkAddress.authority(job),
                "mailswitch.entra.tenant-id",
                GraphTarget.TENANT,
                "mailswitch.entra.client-id",
                GraphTarget.CLIENT,
                "mailswitch.entra.client-secret",
                GraphTarget.SECRET,
                "mailswitch.graph.max-message-size",
                job.letter().largeFile().isPresent() ? "150MB" : "35MB")));
        Letter letter = job.letter();
        return new Client() {
            @Override
            public Lane lane() {
                return count -> {
                    for (int i = 0; i < count; i++) {
                        sender.send(MailswitchLetters.email(letter));
                    }
                };
            }

            @Override
            public void close() {
                sender.close();
            }
        };
    }
}
