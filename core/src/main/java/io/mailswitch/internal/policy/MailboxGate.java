package io.mailswitch.internal.policy;

import io.mailswitch.internal.policy.LimitSettings.Limits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * The state of one mailbox; guarded by the lock of {@link MailboxGates}. Messages a minute are counted for the mailbox as a whole, messages at
 * once and pauses for each transport apart, as the service does.
 *
 * <p>A message takes a place in the minute from the moment it is let in until 60 seconds after it came out. The server counts it at some
 * moment in between, which this side cannot know, so only this way can no 60 seconds on its clock ever hold more.
 */
final class MailboxGate {
    static final long MINUTE = TimeUnit.SECONDS.toNanos(60);

    private final Map<String, Door> doors = new HashMap<>();
    private final Deque<Long> left = new ArrayDeque<>();
    private int inside;

    /** One who waits. */
    record Ticket(long number, Limits limits, Condition turn) {}

    /** The way through one transport. */
    static final class Door {
        private final Deque<Ticket> queue = new ArrayDeque<>();
        private int inside;
        private boolean rests;
        private long restsUntil;

        long rest(long now) {
            if (rests && restsUntil - now <= 0) {
                rests = false;
            }
            return rests ? restsUntil - now : 0;
        }

        private boolean isFirst(Ticket ticket) {
            Ticket head = queue.peek();
            return head != null && head.number() == ticket.number();
        }

        boolean isFree(Limits limits) {
            return inside < limits.atOnce();
        }

        private boolean isIdle(long now) {
            return inside == 0 && queue.isEmpty() && rest(now) == 0;
        }
    }

    Door door(String transport) {
        return doors.computeIfAbsent(transport, key -> new Door());
    }

    void queue(Door door, Ticket ticket) {
        door.queue.add(ticket);
    }

    void leaveQueue(Door door, Ticket ticket) {
        door.queue.remove(ticket);
    }

    /** Tells whether it is this one's turn: first at its door, which is free, and nobody at another door has waited longer and could go. */
    boolean mayEnter(Door door, Ticket ticket, long now) {
        return isReady(door, ticket, now)
                && minuteHasRoom(ticket.limits(), now)
                && doors.values().stream()
                        .filter(other -> other != door)
                        .noneMatch(other -> isBefore(other, ticket, now));
    }

    private boolean isBefore(Door other, Ticket ticket, long now) {
        Ticket head = other.queue.peek();
        return head != null
                && head.number() < ticket.number()
                && head.limits().countsMinutes()
                && isReady(other, head, now)
                && minuteHasRoom(head.limits(), now);
    }

    private static boolean isReady(Door door, Ticket ticket, long now) {
        return door.isFirst(ticket) && door.rest(now) == 0 && door.isFree(ticket.limits());
    }

    private boolean minuteHasRoom(Limits limits, long now) {
        forgetOld(now);
        return inside + left.size() < limits.perMinute();
    }

    private void forgetOld(long now) {
        while (!left.isEmpty() && now - left.peek() > MINUTE) {
            left.remove();
        }
    }

    void enter(Door door) {
        door.inside++;
        inside++;
    }

    /** Comes out; what the server cannot have counted gives its place in the minute back at once. */
    void leave(Door door, boolean counts, long now) {
        door.inside--;
        inside--;
        if (counts) {
            left.add(now);
        }
    }

    void pause(Door door, long until, long now) {
        if (door.rest(now) == 0 || until - door.restsUntil > 0) {
            door.rests = true;
            door.restsUntil = until;
        }
    }

    /** Returns the time until something changes by itself for the first at a door; the longest time where nothing does. */
    long nextChange(Door door, Ticket ticket, long now) {
        if (!door.isFirst(ticket)) {
            return Long.MAX_VALUE;
        }
        long rest = door.rest(now);
        if (rest > 0) {
            return rest;
        }
        boolean full = door.isFree(ticket.limits()) && !minuteHasRoom(ticket.limits(), now);
        return full ? untilRoom(now) : Long.MAX_VALUE;
    }

    /** Returns the time until the oldest message is a minute old; the longest time where none is out yet. */
    long untilRoom(long now) {
        Long oldest = left.peek();
        return oldest == null ? Long.MAX_VALUE : Math.max(1, MINUTE - (now - oldest) + 1);
    }

    /** Tells whether one who comes now may go at once. */
    boolean isOpen(Door door, Limits limits, long now) {
        return door.queue.isEmpty() && door.rest(now) == 0 && door.isFree(limits) && minuteHasRoom(limits, now);
    }

    boolean isMinuteFull(Limits limits, long now) {
        return !minuteHasRoom(limits, now);
    }

    int waiting() {
        return doors.values().stream().mapToInt(door -> door.queue.size()).sum();
    }

    void wakeHeads() {
        doors.values().forEach(door -> wake(door.queue.peek()));
    }

    void wakeAll() {
        doors.values().forEach(door -> door.queue.forEach(MailboxGate::wake));
    }

    private static void wake(@Nullable Ticket ticket) {
        if (ticket != null) {
            ticket.turn().signal();
        }
    }

    boolean isIdle(long now) {
        forgetOld(now);
        return inside == 0 && left.isEmpty() && doors.values().stream().allMatch(door -> door.isIdle(now));
    }
}
