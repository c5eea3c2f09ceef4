package dev.tidemark.cli.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with placeholders such as {@code <bucket>}, cut up once and filled in often. */
record Template(List<Part> parts) {
    private static final Pattern PLACEHOLDER = Pattern.compile("<([a-z0-9]+)>");

    /** A piece of text, or something that the scene fills in. */
    interface Part {
        void append(StringBuilder out, Scene scene);
    }

    static Template of(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        int at = 0;
        while (matcher.find()) {
            parts.add(literal(text.substring(at, matcher.start())));
            parts.add(Scene.part(matcher.group(1)));
            at = matcher.end();
        }
        parts.add(literal(text.substring(at)));
        return new Template(List.copyOf(parts));
    }

    private static Part literal(String text) {
        return (out, scene) -> out.append(text);
    }

    void append(StringBuilder out, Scene scene) {
        for (Part part : parts) {
            part.append(out, scene);
        }
    }
}
