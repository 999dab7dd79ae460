package io.mailswitch.benchmarks.graph;

import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.models.Attachment;
import com.microsoft.graph.models.BodyType;
import com.microsoft.graph.models.EmailAddress;
import com.microsoft.graph.models.FileAttachment;
import com.microsoft.graph.models.ItemBody;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.Recipient;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.sendmail.SendMailPostRequestBody;
import io.mailswitch.benchmarks.sink.Credentials;
import io.mailswitch.benchmarks.work.Contender;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.Letter;
import java.util.ArrayList;
import java.util.List;

/** The typed client of the Graph SDK as its documentation shows it: JSON, default HTTP client and middleware. */
public final class SdkTyped implements Contender {
    private final boolean identity;

    /**
     * Makes the contender.
     *
     * @param identity whether the token is asked for by azure-identity with its default HTTP client, else it is there already
     */
    public SdkTyped(boolean identity) {
        this.identity = identity;
    }

    @Override
    public Client open(Job job) {
        GraphServiceClient client = new GraphServiceClient(new BaseGraphRequestAdapter(
                GraphTarget.authentication(identity ? GraphTarget.clientSecret(job, null) : GraphTarget.readyToken()),
                SinkAddress.baseUrl(job)));
        Letter letter = job.letter();
        return new GraphClient(
                () -> client.users().byUserId(Credentials.USER).sendMail().post(body(letter)));
    }

    private static SendMailPostRequestBody body(Letter letter) {
        Message message = new Message();
        message.setSubject(letter.nextSubject());
        message.setToRecipients(letter.to().stream().map(SdkTyped::recipient).toList());
        ItemBody body = new ItemBody();
        body.setContentType(letter.html().isPresent() ? BodyType.Html : BodyType.Text);
        body.setContent(letter.html().orElse(letter.text()));
        message.setBody(body);
        List<Attachment> files = new ArrayList<>();
        letter.file().ifPresent(bytes -> {
            FileAttachment file = new FileAttachment();
            file.setName(Letter.FILE_NAME);
            file.setContentType(Letter.FILE_TYPE);
            file.setContentBytes(bytes);
            files.add(file);
        });
        message.setAttachments(files);
        SendMailPostRequestBody request = new SendMailPostRequestBody();
        request.setMessage(message);
        return request;
    }

    private static Recipient recipient(String address) {
        EmailAddress email = new EmailAddress();
        email.setAddress(address);
        Recipient recipient = new Recipient();
        recipient.setEmailAddress(email);
        return recipient;
    }
}
