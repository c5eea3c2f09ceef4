package dev.tidemark.cli.query;

import dev.tidemark.cli.output.Console;
import dev.tidemark.cli.output.OutputFormat;
import dev.tidemark.cli.output.Screen;
import dev.tidemark.cli.output.Values;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeQuery;
import dev.tidemark.lake.QueryException;
import dev.tidemark.lake.QueryResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Asks for queries until there are no more: with history, completion of names, and statements over several lines. */
public final class Shell {
    private static final String HELP = """
            End a query with a semicolon; it may be written over several lines.
              .tables           the tables, and how to see more of one
              .columns TABLE    the columns of a table
              .output FORMAT    table, json, csv or line
              .help             this
              .quit             leave (also Ctrl-D)""";

    private final Console console;
    private final Lake lake;
    private final LakeQuery query;
    private OutputFormat format;

    public Shell(Console console, Lake lake, LakeQuery query, OutputFormat format) {
        this.console = console;
        this.lake = lake;
        this.query = query;
        this.format = format;
    }

    /** @param history file that remembers queries from one shell to the next */
    public void run(Path history) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .parser(new StatementParser())
                    .completer(Names.of(lake, query))
                    .variable(LineReader.HISTORY_FILE, history)
                    .variable(LineReader.SECONDARY_PROMPT_PATTERN, "      ...> ")
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .build();
            out().println("Ask in SQL, end with a semicolon. .help helps, .quit leaves.");
            out().flush();
            while (step(reader)) {
                out().flush();
            }
        }
    }

    private PrintWriter out() {
        return console.out();
    }

    /** Whether the user wants to go on. */
    private boolean step(LineReader reader) {
        String line;
        try {
            line = reader.readLine("tidemark> ").strip();
        } catch (UserInterruptException interrupted) {
            return true;
        } catch (EndOfFileException end) {
            return false;
        }
        try {
            return line.startsWith(".") ? command(line) : ask(line, reader.getTerminal());
        } catch (IOException | QueryException e) {
            out().println(e.getMessage());
            return true;
        }
    }

    private boolean ask(String line, Terminal terminal) throws IOException, QueryException {
        if (line.isEmpty() || line.equals(";")) {
            return true;
        }
        Screen screen = console.screen();
        int columns = terminal.getWidth() > 0 ? terminal.getWidth() : screen.columns();
        Screen now =
                new Screen(screen.inTerminal(), screen.outTerminal(), screen.errorTerminal(), columns, screen.colour());
        long begun = System.nanoTime();
        try (QueryResult result = query.run(line)) {
            long rows = Answer.print(result, format, new Console(console.out(), console.err(), now));
            if (format == OutputFormat.TABLE) {
                double seconds = (System.nanoTime() - begun) / 1e9;
                out().println(String.format(Locale.ROOT, "(%s, %.2f s)", Values.plural(rows, "row"), seconds));
            }
        }
        return true;
    }

    private boolean command(String line) throws IOException {
        String[] words = line.replaceAll(";$", "").split("\\s+", 2);
        String argument = words.length > 1 ? words[1].strip() : "";
        switch (words[0]) {
            case ".quit", ".exit" -> {
                return false;
            }
            case ".help" -> out().println(HELP);
            case ".tables" -> query.tables().forEach(out()::println);
            case ".columns" -> columns(argument);
            case ".output" -> output(argument);
            default -> out().println("there is no " + words[0] + "; .help shows what there is");
        }
        return true;
    }

    private void columns(String table) throws IOException {
        lake.schema(table)
                .ifPresentOrElse(
                        schema -> schema.columns().forEach(column -> out().println(column.name())),
                        () -> out().println("there is no table '" + table + "'; .tables shows which there are"));
    }

    private void output(String name) {
        for (OutputFormat each : OutputFormat.values()) {
            if (each.toString().equals(name)) {
                format = each;
                return;
            }
        }
        out().println("there is no format '" + name + "'; there are table, json, csv and line");
    }
}
