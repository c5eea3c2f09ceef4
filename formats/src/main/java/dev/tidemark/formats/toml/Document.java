package dev.tidemark.formats.toml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/** Reads TOML documents, and such whose {@linkplain InlineTables inline tables} are written more freely. */
public final class Document {
    private Document() {}

    /**
     * Reads a file; what is not TOML goes to {@code problems}, and the rest can still be read.
     *
     * @throws IOException if the file cannot be read
     */
    public static Section read(Path file, Problems problems) throws IOException {
        return read(file, problems, UnaryOperator.identity());
    }

    /**
     * Reads a file whose texts mean something else than they say.
     *
     * @param texts what a text of the document stands for, asked when its key is read; messages never hold it. May
     *     throw an {@link IllegalArgumentException} that says why it stands for nothing
     */
    public static Section read(Path file, Problems problems, UnaryOperator<String> texts) throws IOException {
        try {
            return parse(file.toString(), Files.readString(file), problems, texts);
        } catch (CharacterCodingException broken) {
            problems.add(new Place(file.toString(), 1), "not UTF-8: save the file in that encoding");
            return parse(file.toString(), "", problems);
        }
    }

    /** A key as a document writes it: in quotes where that is necessary. */
    public static String key(String name) {
        return name.matches("[A-Za-z0-9_-]+") ? name : text(name);
    }

    /** A text as a document writes it, in quotes. */
    public static String text(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f) {
                text.append(String.format("\\u%04X", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }

    /** Reads a text; {@code name} stands in messages for the file. */
    public static Section parse(String name, String text, Problems problems) {
        return parse(name, text, problems, UnaryOperator.identity());
    }

    /** Reads a text whose texts mean something else than they say, see {@link #read(Path, Problems, UnaryOperator)}. */
    public static Section parse(String name, String text, Problems problems, UnaryOperator<String> texts) {
        TomlParseResult result = Toml.parse(text);
        ToIntFunction<TomlPosition> lines = TomlPosition::line;
        if (result.hasErrors()) {
            Rewritten rewritten = InlineTables.rewritten(text);
            result = Toml.parse(rewritten.toString());
            lines = rewritten::line;
            rewritten.broken().forEach((line, reason) -> problems.add(new Place(name, line), reason));
        }
        for (TomlParseError error : result.errors()) {
            problems.add(new Place(name, lines.applyAsInt(error.position())), "not TOML: " + error.getMessage());
        }
        return new Section("", result, new Place(name, 1), lines, problems, texts);
    }
}
