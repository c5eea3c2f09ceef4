package dev.tidemark.cli.progress;

import dev.tidemark.api.Event;
import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Event.Summary;
import dev.tidemark.api.Problem;
import dev.tidemark.cli.output.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JSON object per event. */
public final class JsonProgress implements Progress {
    private final PrintWriter out;

    public JsonProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void accept(Event event) {
        String line = Json.of(fields(event));
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    private static Map<String, Object> fields(Event event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("event", name(event));
        fields.put("source", event.source());
        switch (event) {
            case Event.Started started -> {}
            case Event.Discovered found -> {
                fields.put("location", found.location());
                fields.put("bytes", found.size());
            }
            case Event.Ignored ignored -> {
                fields.put("things", ignored.things());
                fields.put("locations", ignored.locations());
            }
            case Event.Listed listed -> {
                fields.put("artifacts", listed.artifacts());
                fields.put("bytes", listed.bytes());
            }
            case Event.Extracted extracted -> {
                fields.put("location", extracted.location());
                fields.put("bytes", extracted.size());
                rows(fields, extracted.rows());
            }
            case Event.ChunkWritten written -> {
                fields.put("chunk", written.chunk());
                fields.put("rows", written.rows());
                fields.put("bytes", written.bytes());
            }
            case Event.Committed committed -> {
                fields.put("claim", committed.claim());
                fields.put("chunks", committed.chunks());
                fields.put("rows", committed.rows());
            }
            case Event.Troubled troubled -> fields.putAll(problem(troubled.problem()));
            case Event.Warned warned -> fields.put("message", warned.message());
            case Event.Failed failed -> fields.put("message", failed.message());
            case Event.Completed completed -> fields.putAll(summary(completed.summary()));
        }
        return fields;
    }

    private static String name(Event event) {
        return switch (event) {
            case Event.Started started -> "started";
            case Event.Discovered found -> "discovered";
            case Event.Ignored ignored -> "ignored";
            case Event.Listed listed -> "listed";
            case Event.Extracted extracted -> "extracted";
            case Event.ChunkWritten written -> "chunk_written";
            case Event.Committed committed -> "committed";
            case Event.Troubled troubled -> "problem";
            case Event.Warned warned -> "warned";
            case Event.Failed failed -> "failed";
            case Event.Completed completed -> "completed";
        };
    }

    /** A run in figures, as a JSON object's members. */
    public static Map<String, Object> summary(Summary summary) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("artifacts", summary.artifacts());
        fields.put("bytes", summary.bytes());
        rows(fields, summary.rows());
        fields.put("set_aside", summary.setAside());
        fields.put("unfinished", summary.unfinished());
        fields.put("late", summary.late());
        fields.put("claims", summary.claims());
        fields.put("seconds", summary.took().toMillis() / 1000.0);
        List<Map<String, Object>> problems =
                summary.problems().stream().map(JsonProgress::problem).toList();
        fields.put("problems", problems);
        return fields;
    }

    private static Map<String, Object> problem(Problem problem) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("place", problem.place());
        fields.put("reason", problem.reason());
        return fields;
    }

    private static void rows(Map<String, Object> fields, RowCounts rows) {
        fields.put("read", rows.read());
        fields.put("stored", rows.stored());
        fields.put("filtered", rows.filtered());
        fields.put("quarantined", rows.quarantined());
    }

    @Override
    public void close() {
        out.flush();
    }
}
