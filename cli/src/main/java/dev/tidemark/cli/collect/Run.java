package dev.tidemark.cli.collect;

import dev.tidemark.cli.output.Console;
import dev.tidemark.cli.output.OutputFormat;
import dev.tidemark.cli.output.Screen;
import dev.tidemark.cli.progress.BarLine;
import dev.tidemark.cli.progress.BarProgress;
import dev.tidemark.cli.progress.JsonProgress;
import dev.tidemark.cli.progress.PlainProgress;
import dev.tidemark.cli.progress.Progress;
import dev.tidemark.engine.collect.RunOptions;
import dev.tidemark.engine.config.SourceSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/**
 * Collects sources one after another and shows how it goes.
 *
 * @param format JSON shows each event on standard output; otherwise progress goes to standard error
 */
public record Run(Collecting collecting, Console console, OutputFormat format) {
    /**
     * Collects all sources; one that fails does not keep the others from being collected, unless memory is short.
     *
     * @param options sides of the range that are open are those of each source's own {@code from}
     * @param errors  where the places in the program that errors come from are printed
     * @throws OutOfMemoryException if there is too little memory; what was counted before stays
     */
    public Totals collect(List<SourceSettings> sources, RunOptions options, ErrorPrinter errors) {
        Totals.Builder totals = new Totals.Builder();
        try (Progress progress = progress()) {
            for (SourceSettings source : sources) {
                try {
                    totals.collected(source.name(), collecting.collect(source, options(source, options), progress));
                } catch (OutOfMemoryError e) {
                    throw outOfMemory(source, e);
                } catch (IOException | RuntimeException e) {
                    if (OutOfMemoryException.isWhy(e)) {
                        throw outOfMemory(source, e);
                    }
                    totals.failed(source.name(), e);
                    errors.print(e);
                }
            }
        }
        return totals.totals();
    }

    private static OutOfMemoryException outOfMemory(SourceSettings source, Throwable cause) {
        return new OutOfMemoryException(
                "while " + source.name() + " was collected into the table " + source.tableName(), cause);
    }

    /** Prints the stack of an error, or does not. */
    @FunctionalInterface
    public interface ErrorPrinter {
        void print(Exception error);
    }

    private Progress progress() {
        PrintWriter err = console.err();
        if (format == OutputFormat.JSON) {
            return new JsonProgress(console.out());
        }
        Screen screen = console.screen();
        return screen.errorTerminal()
                ? new BarProgress(err, new BarLine(screen.columns(), screen.colour()), System::nanoTime)
                : new PlainProgress(err, System::nanoTime);
    }

    private static RunOptions options(SourceSettings source, RunOptions options) {
        return new RunOptions(
                options.range(),
                options.mode(),
                options.workers(),
                source.state().autoSave(),
                options.chunkBytes());
    }
}
