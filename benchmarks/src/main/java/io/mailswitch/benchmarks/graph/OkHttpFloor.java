package io.mailswitch.benchmarks.graph;

import io.mailswitch.benchmarks.sink.Credentials;
import io.mailswitch.benchmarks.work.Contender;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.NoDelay;
import io.mailswitch.benchmarks.work.ReadyMime;
import java.io.IOException;
import java.util.Base64;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Bare OkHttp posting ready bytes: what lies under the SDK and under Mailswitch. */
public final class OkHttpFloor implements Contender {
    private static final int ACCEPTED = 202;

    /** Makes the contender. */
    public OkHttpFloor() {}

    @Override
    public Client open(Job job) throws IOException {
        OkHttpClient http =
                new OkHttpClient.Builder().socketFactory(new NoDelay()).build();
        RequestBody body =
                RequestBody.create(Base64.getEncoder().encode(ReadyMime.of(job)), MediaType.get("text/plain"));
        Request request = new Request.Builder()
                .url(SinkAddress.sendMail(job))
                .header("Authorization", "Bearer " + Credentials.TOKEN)
                .post(body)
                .build();
        return new GraphClient(() -> {
            try (Response response = http.newCall(request).execute()) {
                if (response.code() != ACCEPTED) {
                    throw new IOException("the sink said " + response.code());
                }
            }
        });
    }
}
