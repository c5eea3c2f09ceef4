package dev.tidemark.formats.value;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Texts of JSON values as strings, and back. */
public final class Json {
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String HEX = "0123456789abcdef";

    private Json() {}

    /** Whether a JSON string, quotes included, holds escapes. */
    static boolean escaped(byte[] bytes, int from, int length) {
        for (int at = from; at < from + length; at++) {
            if (bytes[at] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** The content of a JSON string without its quotes; what is no valid escape stays as it is. */
    static byte[] unescaped(byte[] bytes, int from, int length) {
        StringBuilder text = new StringBuilder(length);
        String source = new String(bytes, from, length, StandardCharsets.UTF_8);
        for (int at = 0; at < source.length(); at++) {
            char letter = source.charAt(at);
            int next = at + 1;
            if (letter != '\\' || next == source.length()) {
                text.append(letter);
            } else if (source.charAt(next) == 'u' && next + 4 < source.length()) {
                text.append((char) Integer.parseInt(source, next + 1, next + 5, 16));
                at += 5;
            } else {
                int known = ESCAPED.indexOf(source.charAt(next));
                text.append(known < 0 ? source.charAt(next) : MEANT.charAt(known));
                at++;
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a text is one JSON value and nothing more. */
    public static boolean isValid(byte[] bytes, int from, int length) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, from, length)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException broken) {
            return false;
        }
    }

    /** A JSON string, quotes included, with this UTF-8 text as its content. */
    public static byte[] quoted(byte[] bytes, int from, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 16);
        out.write('"');
        for (int at = from; at < from + length; at++) {
            byte letter = bytes[at];
            if (letter >= 0 && letter < 0x20) {
                out.writeBytes(control(letter));
            } else {
                if (letter == '"' || letter == '\\') {
                    out.write('\\');
                }
                out.write(letter);
            }
        }
        out.write('"');
        return out.toByteArray();
    }

    private static byte[] control(byte letter) {
        int known = MEANT.indexOf((char) letter);
        String escape =
                known >= 0 ? "\\" + ESCAPED.charAt(known) : "\\u00" + HEX.charAt(letter >> 4) + HEX.charAt(letter & 15);
        return escape.getBytes(StandardCharsets.US_ASCII);
    }
}
