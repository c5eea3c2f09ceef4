package dev.tidemark.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A moment at which a connection breaks.
 *
 * @param mark  bytes that only the request in question holds
 * @param side  of which no more than some bytes get through
 * @param bytes how many get through: of the request from the beginning of the mark on, or of the answer to it
 */
public record Cut(byte[] mark, Side side, int bytes) {
    /** What is cut off. */
    public enum Side {
        /** The server does not see the whole request, so it has no effect. */
        REQUEST,
        /** The server has answered, so the request had its effect; the client does not see the whole answer. */
        ANSWER
    }

    /** Cuts within the request that holds a text. */
    public static Cut request(String mark, int bytes) {
        return new Cut(mark.getBytes(UTF_8), Side.REQUEST, bytes);
    }

    /** Cuts within the answer to the request that holds a text. */
    public static Cut answer(String mark, int bytes) {
        return new Cut(mark.getBytes(UTF_8), Side.ANSWER, bytes);
    }

    @Override
    public String toString() {
        return side + " cut after " + bytes + " bytes";
    }
}
