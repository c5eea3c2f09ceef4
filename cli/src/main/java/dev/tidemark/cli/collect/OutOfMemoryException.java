package dev.tidemark.cli.collect;

import org.jspecify.annotations.Nullable;

/** The heap is too small for what was done. It ends the program; the message says what to do. */
public final class OutOfMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int MIB_BITS = 20;
    /** Less would be too small for the program itself. */
    private static final long LEAST_MIB = 64;

    /** @param during what was done, as a part of a sentence */
    public OutOfMemoryException(String during, Throwable cause) {
        super(message(during), cause);
    }

    /** What to tell a user. */
    public static String message(String during) {
        long mib = Runtime.getRuntime().maxMemory() >> MIB_BITS;
        long more = Long.highestOneBit(Math.max(LEAST_MIB, mib) - 1) * 4;
        return "out of memory " + during + ": the " + mib + " MiB that the program may take are not enough. Nothing is"
                + " stored in part; what was counted before stays, and the next run goes on after it. Give it more:"
                + " TIDEMARK_JAVA_OPTS=-Xmx" + more + "m. Or let 'collect' do less at once:"
                + " --workers 1 --chunk-size 1MiB";
    }

    /** Whether that is why something failed. */
    static boolean isWhy(@Nullable Throwable failure) {
        return failure != null && (failure instanceof OutOfMemoryError || isWhy(failure.getCause()));
    }
}
