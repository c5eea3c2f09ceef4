package dev.tidemark.testkit;

import java.io.IOException;

/**
 * Makes one of the calls that leave the process go wrong. Shared by the faulty store, sink, blobs and source of a run,
 * so that its calls are numbered from 1 on across all of them. Safe for many threads.
 */
public final class Faults {
    /** What happens at the chosen call. */
    public enum Kind {
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

    /** A call that leaves the process. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws IOException;
    }

    private final long chosen;
    private final Kind kind;
    private long calls;
    private boolean dead;

    /** @param call number of the call that goes wrong */
    public Faults(long call, Kind kind) {
        chosen = call;
        this.kind = kind;
    }

    /** Counts calls and harms none. */
    public static Faults none() {
        return new Faults(0, Kind.FAIL_BEFORE);
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
        return chosen == 0 ? "no fault" : kind + " at call " + chosen;
    }

    /** Runs a call, or makes it go wrong; yields first, so that racing threads take turns at every call. */
    @SuppressWarnings(
            "ThreadPriorityCheck") // whether the yield is heeded changes how much a race test finds, no result
    <T> T guard(Call<T> call) throws IOException {
        Thread.yield();
        boolean due = count();
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
        return ++calls == chosen;
    }

    private synchronized Killed die() {
        dead = true;
        return new Killed(chosen);
    }
}
