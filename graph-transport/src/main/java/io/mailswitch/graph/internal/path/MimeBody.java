package io.mailswitch.graph.internal.path;

import io.mailswitch.graph.internal.wire.StreamedBody;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import okhttp3.MediaType;
import okhttp3.RequestBody;

/**
 * A MIME message as Graph takes it: base64 of the whole, as text/plain, encoded while it is sent. Source: Microsoft Graph documentation,
 * "Send Outlook messages in MIME format".
 */
final class MimeBody {
    private static final MediaType BASE64 = MediaType.get("text/plain");

    private static final int BUFFER = 12 << 10;

    private MimeBody() {}

    /**
     * Makes the body.
     *
     * @param size exactly the octets that the writer gives
     * @param writer writes the MIME message
     */
    static RequestBody of(long size, StreamedBody.Writer writer) {
        return new StreamedBody(BASE64, PathChooser.base64(size), out -> {
            Encoder encoder = new Encoder(out, (int) Math.min(size, BUFFER));
            writer.writeTo(encoder);
            encoder.finish();
        });
    }

    /** Encodes in blocks: the JDK's own stream encodes what it is given piece by piece, and header lines come in small ones. */
    private static final class Encoder extends FilterOutputStream {
        private final byte[] input;
        private final byte[] output;
        private int count;

        /** A small message is encoded as one block, from buffers of its own size: most are small. */
        Encoder(OutputStream out, int block) {
            super(out);
            input = new byte[Math.max(block, 1)];
            output = new byte[(int) PathChooser.base64(input.length)];
        }

        @Override
        public void write(int b) throws IOException {
            input[count++] = (byte) b;
            if (count == input.length) {
                encode(input);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int from = offset;
            int left = length;
            while (left > 0) {
                int part = Math.min(left, input.length - count);
                System.arraycopy(bytes, from, input, count, part);
                count += part;
                from += part;
                left -= part;
                if (count == input.length) {
                    encode(input);
                }
            }
        }

        private void encode(byte[] block) throws IOException {
            out.write(output, 0, Base64.getEncoder().encode(block, output));
            count = 0;
        }

        void finish() throws IOException {
            if (count > 0) {
                encode(Arrays.copyOf(input, count));
            }
        }

        @Override
        public void flush() {
            // OkHttp flushes once, at the end
        }

        @Override
        public void close() {
            // the target belongs to OkHttp
        }
    }
}
