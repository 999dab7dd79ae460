package io.mailswitch.internal.policy;

/**
 * A thread of a pool that puts another one in its place while a message only waits for its next try, so that a few messages which fail do not
 * hold up all others. Called on the thread itself.
 */
public interface SparedThread {
    /** The thread has nothing to do until {@link #waitEnds}. */
    void waitBegins();

    /** The thread goes on with its message. */
    void waitEnds();
}
