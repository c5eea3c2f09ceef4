package dev.tidemark.engine.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values in the place of <code>${env:NAME}</code> and <code>${file:PATH}</code> in texts of the configuration, so
 * that secrets need not be written there. Other text with a dollar sign stays as it is.
 *
 * @param environment variables by name
 * @param folder      against which a relative PATH is resolved
 */
record Placeholders(Map<String, String> environment, Path folder) implements UnaryOperator<String> {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(env|file):([^}]*)}");

    /** @throws IllegalArgumentException if a variable is not set or a file cannot be read */
    @Override
    public String apply(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match)));
    }

    private String value(MatchResult match) {
        String name = match.group(2);
        return match.group(1).equals("env") ? variable(name) : content(name);
    }

    private String variable(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException("${env:" + name + "}: the environment variable is not set");
        }
        return value;
    }

    private String content(String name) {
        try {
            return Files.readString(folder.resolve(name)).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("${file:" + name + "}: the file cannot be read: " + e, e);
        }
    }
}
