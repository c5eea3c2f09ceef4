package dev.tidemark.testkit;

import java.io.IOException;

/**
 * Makes one of the calls that leave the process go wrong. Shared by the faulty store, sink, blobs and source of a run,
 * so that its calls are numbered from 1 on across all of them. Safe for many threads.
 */
public final class Faults {
    /** What happens at the chosen call. */
    public enum Kind {
        /** Nothing. */
        NONE,
        /** The call fails and has no effect. */
        FAIL_BEFORE,
        /** The call has its effect and fails all the same. */
        FAIL_AFTER,
        /** The process dies before the call has its effect; no later call has one either. */
        KILL_BEFORE,
        /** The process dies after the call had its effect; no later call has one. */
        KILL_AFTER
    }

    /** The process is dead: nothing may catch this and go on. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed(long call) {
            super("killed at call " + call);
        }
    }

    /** What happens between two calls. */
    @FunctionalInterface
    public interface Interruption {
        void run() throws IOException;
    }

    /** A call that leaves the process. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws IOException;
    }

    private static final long EVERY = -1;

    private final long chosen;
    private final Kind kind;
    private final Interruption interruption;
    private long calls;
    private boolean dead;

    /** @param call number of the call that goes wrong */
    public Faults(long call, Kind kind) {
        this(call, kind, () -> {});
    }

    private Faults(long call, Kind kind, Interruption interruption) {
        chosen = call;
        this.kind = kind;
        this.interruption = interruption;
    }

    /** Nothing goes wrong, but something else happens right before a call: another process gets its turn, say. */
    public static Faults interrupted(long call, Interruption interruption) {
        return new Faults(call, Kind.NONE, interruption);
    }

    /** Counts calls and harms none. */
    public static Faults none() {
        return new Faults(0, Kind.NONE);
    }

    /** Harms no call, but lets another thread go first at each, so that racing collectors take turns everywhere. */
    @SuppressWarnings("ThreadPriorityCheck") // whether the yield is heeded changes how much a race finds, no result
    public static Faults turns() {
        return new Faults(EVERY, Kind.NONE, Thread::yield);
    }

    /** How many calls were made. */
    public synchronized long calls() {
        return calls;
    }

    /** Whether the chosen call was made. */
    public synchronized boolean struck() {
        return chosen > 0 && calls >= chosen;
    }

    @Override
    public String toString() {
        return chosen <= 0 ? "no fault" : kind + " at call " + chosen;
    }

    /** Runs a call, or makes it go wrong. */
    <T> T guard(Call<T> call) throws IOException {
        boolean due = count();
        if (due) {
            interruption.run();
        }
        if (due && kind == Kind.FAIL_BEFORE) {
            throw new IOException("injected: call " + chosen + " had no effect");
        }
        if (due && kind == Kind.KILL_BEFORE) {
            throw die();
        }
        T result = call.run();
        if (due && kind == Kind.FAIL_AFTER) {
            throw new IOException("injected: call " + chosen + " had its effect");
        }
        if (due && kind == Kind.KILL_AFTER) {
            throw die();
        }
        return result;
    }

    private synchronized boolean count() {
        if (dead) {
            throw new Killed(chosen);
        }
        calls++;
        return calls == chosen || chosen == EVERY;
    }

    private synchronized Killed die() {
        dead = true;
        return new Killed(chosen);
    }
}
