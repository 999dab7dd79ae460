package io.mailswitch.smtp.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Gives bytes in pieces of a size of choice, then the end of the stream. */
final class ScriptedSource implements ByteSource {
    private final Deque<byte[]> pieces = new ArrayDeque<>();

    static ScriptedSource whole(String text) {
        return pieces(text.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
    }

    static ScriptedSource byByte(String text) {
        return pieces(text.getBytes(StandardCharsets.UTF_8), 1);
    }

    static ScriptedSource byLine(String text) {
        ScriptedSource source = new ScriptedSource();
        text.lines().forEach(line -> source.pieces.add((line + "\r\n").getBytes(StandardCharsets.UTF_8)));
        return source;
    }

    static ScriptedSource pieces(byte[] bytes, int size) {
        ScriptedSource source = new ScriptedSource();
        for (int at = 0; at < bytes.length; at += Math.min(size, bytes.length - at)) {
            byte[] piece = new byte[Math.min(size, bytes.length - at)];
            System.arraycopy(bytes, at, piece, 0, piece.length);
            source.pieces.add(piece);
        }
        return source;
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) throws IOException {
        return poll(into);
    }

    @Override
    public int poll(ByteBuffer into) {
        byte[] piece = pieces.poll();
        if (piece == null) {
            return -1;
        }
        int count = Math.min(piece.length, into.remaining());
        into.put(piece, 0, count);
        if (count < piece.length) {
            byte[] rest = new byte[piece.length - count];
            System.arraycopy(piece, count, rest, 0, rest.length);
            pieces.addFirst(rest);
        }
        return count;
    }
}
