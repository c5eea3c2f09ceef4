package dev.tidemark.elastic.source;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which fields of documents are read: those of {@code source_includes} without those of {@code source_excludes}. */
record FieldChoice(List<Pattern> includes, List<Pattern> excludes) {
    static FieldChoice of(List<String> includes, List<String> excludes) {
        return new FieldChoice(patterns(includes), patterns(excludes));
    }

    private static List<Pattern> patterns(List<String> written) {
        return written.stream().map(FieldChoice::pattern).toList();
    }

    /** A pattern stands for the fields below what it names, too. */
    private static Pattern pattern(String written) {
        String names = Stream.of(written.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(names + "(\\..*)?", Pattern.DOTALL);
    }

    /** Whether documents can come with the field. */
    boolean has(String path) {
        return (includes.isEmpty() || matches(includes, path)) && !matches(excludes, path);
    }

    private static boolean matches(List<Pattern> patterns, String path) {
        return patterns.stream().anyMatch(each -> each.matcher(path).matches());
    }
}
