package dev.tidemark.elastic.http;

import java.io.IOException;

/** The answer to a call is longer than was asked for at most: the rest of it was not read. */
public final class AnswerTooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    AnswerTooLargeException(Call call) {
        super("the answer to " + call + " is longer than " + call.longest() + " bytes");
    }
}
