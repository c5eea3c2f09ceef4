package dev.tidemark.cli.progress;

import dev.tidemark.cli.output.Values;
import dev.tidemark.cli.progress.Tally.Figures;
import dev.tidemark.cli.progress.Tally.Phase;

/**
 * The line of one source.
 *
 * @param columns of the terminal: a longer line would wrap and spoil the redrawing
 * @param colour  whether the bar may be coloured
 */
public record BarLine(int columns, boolean colour) {
    private static final int BAR = 14;
    private static final int NAME = 24;
    private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

    String of(String source, int width, Figures figures) {
        int room = Math.min(width, NAME);
        String name = source.length() > room ? source.substring(0, room - 1) + "…" : source;
        String start = name + " ".repeat(room - name.length()) + "  ";
        String rest = cut(rest(figures), columns - 1 - start.length() - BAR - 2);
        return start + painted(bar(figures), figures.phase()) + "  " + rest;
    }

    private static String rest(Figures figures) {
        String rows = Values.plural(figures.rows(), "row");
        return switch (figures.phase()) {
            case LISTING ->
                rows + "  " + Values.count(figures.read()) + " of " + Values.count(figures.artifacts())
                        + " found so far";
            case READING ->
                String.format("%3d%%  ", figures.percent().orElse(0))
                        + rows + "  " + Values.count(figures.read()) + "/"
                        + Values.plural(figures.artifacts(), "file") + "  " + Values.bytes(figures.bytesPerSecond())
                        + "/s"
                        + figures.left()
                                .map(left -> "  " + Wording.clock(left) + " left")
                                .orElse("");
            case DONE ->
                figures.read() == 0
                        ? "nothing new"
                        : rows + "  " + Values.plural(figures.read(), "file") + "  " + Values.bytes(figures.bytes())
                                + "  " + Wording.seconds(figures.elapsed());
            case FAILED -> "failed after " + rows;
        };
    }

    private static String bar(Figures figures) {
        int percent = figures.percent().orElse(0);
        if (figures.phase() == Phase.DONE) {
            percent = 100;
        }
        int eighths = percent * BAR * 8 / 100;
        String full = "█".repeat(eighths / 8) + EIGHTHS[eighths % 8];
        return full + "░".repeat(BAR - full.length());
    }

    private String painted(String bar, Phase phase) {
        if (!colour) {
            return bar;
        }
        String code = switch (phase) {
            case LISTING, READING -> "36";
            case DONE -> "32";
            case FAILED -> "31";
        };
        return "\u001b[" + code + "m" + bar + "\u001b[0m";
    }

    private static String cut(String text, int room) {
        return text.length() <= room ? text : room < 1 ? "" : text.substring(0, room - 1) + "…";
    }
}
