package dev.tidemark.cli.progress;

import dev.tidemark.api.Event;
import dev.tidemark.cli.output.Values;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Lines that stay readable in a log file: what there is to do, now and then how far it is, and every problem. */
public final class PlainProgress implements Progress {
    private static final long EVERY_NANOS = 10_000_000_000L;

    private final PrintWriter out;
    private final LongSupplier nanoTime;
    private final Map<String, Tally> tallies = new ConcurrentHashMap<>();
    private final Map<String, Long> told = new ConcurrentHashMap<>();

    /** @param nanoTime a clock such as {@link System#nanoTime} */
    public PlainProgress(PrintWriter out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
    }

    @Override
    public void accept(Event event) {
        long now = nanoTime.getAsLong();
        Tally tally = tallies.computeIfAbsent(event.source(), source -> new Tally(now));
        tally.add(event);
        switch (event) {
            case Event.Ignored ignored -> say(event, Wording.of(ignored));
            case Event.Listed listed -> toDo(listed);
            case Event.Committed committed -> now(event, tally.figures(now), now);
            case Event.Troubled troubled ->
                say(
                        event,
                        troubled.problem().place() + ": " + troubled.problem().reason());
            case Event.Warned warned -> say(event, "warning: " + warned.message());
            case Event.Failed failed -> say(event, "failed: " + failed.message());
            case Event.Completed completed -> say(event, Wording.of(completed.summary()));
            default -> {}
        }
    }

    private void toDo(Event.Listed listed) {
        if (listed.artifacts() > 0) {
            String artifacts = Values.plural(listed.artifacts(), "artifact");
            say(listed, artifacts + ", " + Values.bytes(listed.bytes()) + " to collect");
        }
    }

    private void now(Event event, Tally.Figures figures, long now) {
        long last = told.computeIfAbsent(event.source(), source -> now);
        if (now - last >= EVERY_NANOS && told.replace(event.source(), last, now)) {
            String share = figures.percent().isPresent() ? figures.percent().getAsInt() + " %, " : "";
            say(
                    event,
                    share + Values.count(figures.read()) + " of " + Values.plural(figures.artifacts(), "artifact")
                            + ", " + Values.plural(figures.rows(), "row"));
        }
    }

    private void say(Event event, String text) {
        out.println(event.source() + ": " + text);
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
