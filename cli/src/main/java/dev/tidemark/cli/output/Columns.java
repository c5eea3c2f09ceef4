package dev.tidemark.cli.output;

import dev.tidemark.cli.output.Heading.Align;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How wide the columns of a table are.
 *
 * @param widths of the columns that are shown, the first ones
 */
record Columns(List<Heading> headings, List<Integer> widths) {
    private static final String GAP = "  ";
    private static final int NARROW = 12;
    private static final int NAMED = 4;

    /** Widths for these rows that add up to no more than {@code room}, gaps included. */
    static Columns fit(List<Heading> headings, List<List<String>> rows, int room) {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            int column = i;
            int widest =
                    rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0);
            widths.add(Math.max(widest, width(headings.get(i).name())));
        }
        while (total(widths) > room) {
            int widest = widths.indexOf(widths.stream().max(Integer::compare).orElseThrow());
            int excess = (int) Math.min(total(widths) - room, widths.get(widest) - second(widths));
            if (widths.get(widest) > NARROW) {
                widths.set(widest, Math.max(NARROW, widths.get(widest) - Math.max(1, excess)));
            } else if (widths.size() > 1) {
                widths.removeLast();
            } else {
                break;
            }
        }
        return new Columns(headings, List.copyOf(widths));
    }

    private static long total(List<Integer> widths) {
        return widths.stream().mapToLong(Integer::longValue).sum() + (long) GAP.length() * (widths.size() - 1);
    }

    private static int second(List<Integer> widths) {
        List<Integer> sorted = widths.stream().sorted().toList();
        return sorted.size() < 2 ? 0 : sorted.get(sorted.size() - 2);
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    List<Heading> leftOut() {
        return headings.subList(widths.size(), headings.size());
    }

    String leftOutText() {
        List<Heading> all = leftOut();
        String names = all.stream().limit(NAMED).map(Heading::name).collect(Collectors.joining(", "));
        return all.size() > NAMED ? names + " and " + (all.size() - NAMED) + " more columns" : names;
    }

    String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.size(); i++) {
            line.append(i == 0 ? "" : GAP);
            append(line, cells.get(i), widths.get(i), headings.get(i).align());
        }
        return line.toString().stripTrailing();
    }

    String rule() {
        return widths.stream().map("─"::repeat).collect(Collectors.joining(GAP));
    }

    private static void append(StringBuilder line, String cell, int width, Align align) {
        int length = width(cell);
        if (length > width) {
            line.append(cell, 0, cell.offsetByCodePoints(0, width - 1)).append('…');
            return;
        }
        String padding = " ".repeat(width - length);
        line.append(align == Align.RIGHT ? padding + cell : cell + padding);
    }
}
