package dev.tidemark.cli;

/** What the exit status tells. The launcher adds 69 (no JDK or Maven) and 70 (the build failed). */
final class Status {
    /** All that was asked for is done. */
    static final int DONE = 0;
    /** It failed. */
    static final int FAILED = 1;
    /** The command or the configuration cannot be understood; nothing was done. */
    static final int USAGE = 2;
    /** Done, but something was quarantined, set aside or could not be reached. */
    static final int INCOMPLETE = 3;

    /** What was checked is not as it should be. */
    static final int ALARM = 4;

    private Status() {}
}
