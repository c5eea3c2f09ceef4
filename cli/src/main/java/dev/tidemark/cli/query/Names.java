package dev.tidemark.cli.query;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeQuery;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes names of tables and columns, and the words of SQL. */
final class Names implements Completer {
    private static final List<String> WORDS = List.of(
            "select",
            "from",
            "where",
            "group by",
            "order by",
            "limit",
            "having",
            "join",
            "left join",
            "on",
            "using",
            "with",
            "as",
            "and",
            "or",
            "not",
            "in",
            "is null",
            "is not null",
            "between",
            "like",
            "ilike",
            "distinct",
            "count(*)",
            "sum(",
            "min(",
            "max(",
            "avg(",
            "date_trunc('hour', ",
            "case when",
            "union all",
            "desc",
            "describe",
            "summarize",
            ".tables",
            ".columns",
            ".output",
            ".help",
            ".quit");

    private final Set<String> names;

    private Names(Set<String> names) {
        this.names = names;
    }

    static Names of(Lake lake, LakeQuery query) throws IOException {
        Set<String> names = new LinkedHashSet<>(query.tables());
        for (String table : query.tables()) {
            lake.schema(table).ifPresent(schema -> schema.columns().forEach(column -> names.add(column.name())));
        }
        names.addAll(WORDS);
        return new Names(names);
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String word = line.word().substring(0, line.wordCursor());
        int from = word.length();
        while (from > 0
                && (Character.isLetterOrDigit(word.charAt(from - 1)) || "_.".indexOf(word.charAt(from - 1)) >= 0)) {
            from--;
        }
        String before = word.substring(0, from);
        for (String name : names) {
            candidates.add(new Candidate(before + name, name, null, null, null, null, true));
        }
    }
}
