package io.mailswitch.benchmarks.graph;

import io.mailswitch.benchmarks.sink.Credentials;
import io.mailswitch.benchmarks.work.Contender;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.ReadyMime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;

/** The JDK's own HTTP client posting ready bytes. */
public final class JavaHttpFloor implements Contender {
    private static final int ACCEPTED = 202;

    /** Makes the contender. */
    public JavaHttpFloor() {}

    @Override
    public Client open(Job job) throws IOException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(SinkAddress.sendMail(job)))
                .header("Authorization", "Bearer " + Credentials.TOKEN)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Base64.getEncoder().encode(ReadyMime.of(job))))
                .build();
        return new GraphClient(() -> {
            HttpResponse<Void> response = http.send(request, HttpResponse.BodyHandlers.discarding());
            if (response.statusCode() != ACCEPTED) {
                throw new IOException("the sink said " + response.statusCode());
            }
        });
    }
}
