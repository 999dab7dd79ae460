package io.mailswitch.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A logger that keeps its lines, each as {@code LEVEL text}. */
public final class LogLines extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialized
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private final Level from;

    /** Makes a logger that drops what is below a level. */
    public LogLines(Level from) {
        this.name = "test";
        this.from = from;
    }

    /** Returns what was logged. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    private boolean on(Level level) {
        return level.toInt() >= from.toInt();
    }

    @Override
    public boolean isTraceEnabled() {
        return on(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return on(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return on(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return on(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return on(Level.ERROR);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return LogLines.class.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String text, Object[] arguments, Throwable cause) {
        lines.add(level + " " + MessageFormatter.basicArrayFormat(text, arguments));
    }
}
