package io.mailswitch.graph.internal.wire;

import io.mailswitch.Stage;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Watches one request, to tell afterwards how much of it may have left. Written by the thread that sends, read by it afterwards. */
final class Progress extends EventListener {
    private final IdleConnections idle;
    private final boolean hasBody;
    private Reached reached = Reached.NOTHING;
    private Stage connecting = Stage.CONNECT;
    private boolean connected;

    Progress(Request request, IdleConnections idle) {
        this.idle = idle;
        RequestBody body = request.body();
        hasBody = body != null && !(body instanceof EmptyBody);
    }

    Reached reached() {
        return reached;
    }

    /** Returns what was being done while nothing had left. */
    Stage connecting() {
        return connecting;
    }

    /** Tells whether a connection was made for this request, so that it cannot be stale. */
    boolean hasConnected() {
        return connected;
    }

    /** Called when it turns out that the connection took nothing. */
    void nothingLeft() {
        reached = Reached.NOTHING;
    }

    /** Called before the last octet of the body is handed over. */
    void bodyEnds() {
        reached = Reached.WHOLE;
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        connecting = Stage.CONNECT;
    }

    @Override
    public void secureConnectStart(Call call) {
        connecting = Stage.TLS;
    }

    @Override
    public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
        connecting = Stage.CONNECT;
    }

    @Override
    public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
        connected = true;
    }

    @Override
    public void connectionReleased(Call call, Connection connection) {
        idle.released(connection);
    }

    @Override
    public void requestHeadersStart(Call call) {
        reached = hasBody ? Reached.PART : Reached.WHOLE;
    }
}
