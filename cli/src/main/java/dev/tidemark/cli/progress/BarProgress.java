package dev.tidemark.cli.progress;

import dev.tidemark.api.Event;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One line for each source, redrawn in place on a terminal; problems scroll by above. */
public final class BarProgress implements Progress {
    private static final long EVERY_MILLIS = 100;

    private final PrintWriter out;
    private final BarLine line;
    private final LongSupplier nanoTime;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final List<String> messages = new ArrayList<>();
    private final ScheduledExecutorService painter;
    private int drawn;

    /** @param nanoTime a clock such as {@link System#nanoTime} */
    public BarProgress(PrintWriter out, BarLine line, LongSupplier nanoTime) {
        this.out = out;
        this.line = line;
        this.nanoTime = nanoTime;
        painter = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("progress").factory());
        var unused = painter.scheduleAtFixedRate(this::draw, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void accept(Event event) {
        tallies.computeIfAbsent(event.source(), source -> new Tally(nanoTime.getAsLong()))
                .add(event);
        if (event instanceof Event.Troubled troubled) {
            messages.add(event.source() + ": " + troubled.problem().place() + ": "
                    + troubled.problem().reason());
        } else if (event instanceof Event.Ignored ignored) {
            messages.add(event.source() + ": " + Wording.of(ignored));
        } else if (event instanceof Event.Warned warned) {
            messages.add(event.source() + ": warning: " + warned.message());
        } else if (event instanceof Event.Failed failed) {
            messages.add(event.source() + ": failed: " + failed.message());
        }
    }

    private synchronized void draw() {
        if (drawn > 0) {
            out.print("\u001b[" + drawn + "A");
        }
        out.print("\r\u001b[J");
        messages.forEach(out::println);
        messages.clear();
        int width = tallies.keySet().stream().mapToInt(String::length).max().orElse(0);
        long now = nanoTime.getAsLong();
        tallies.forEach((source, tally) -> out.println(line.of(source, width, tally.figures(now))));
        drawn = tallies.size();
        out.flush();
    }

    @Override
    public void close() {
        painter.shutdownNow();
        draw();
    }
}
