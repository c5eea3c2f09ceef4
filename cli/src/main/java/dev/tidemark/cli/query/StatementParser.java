package dev.tidemark.cli.query;

import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.impl.DefaultParser;

/** A statement ends with a semicolon outside of quotes; a command that begins with a dot ends with its line. */
final class StatementParser extends DefaultParser {
    StatementParser() {
        setQuoteChars(new char[0]);
        setEscapeChars(new char[0]);
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && !complete(line)) {
            throw new EOFError(-1, cursor, "the statement goes on");
        }
        return super.parse(line, cursor, context);
    }

    static boolean complete(String line) {
        String text = line.strip();
        return text.isEmpty() || text.startsWith(".") || ends(text);
    }

    /** Whether the last character is a semicolon that is neither quoted nor in a comment. */
    private static boolean ends(String text) {
        char quote = 0;
        boolean comment = false;
        boolean ended = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (comment) {
                comment = c != '\n';
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '-' && text.startsWith("--", i)) {
                comment = true;
            } else {
                quote = c == '\'' || c == '"' ? c : 0;
                ended = c == ';' || (ended && Character.isWhitespace(c));
            }
        }
        return ended && quote == 0;
    }
}
