package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.formats.bytes.Lines;
import dev.tidemark.formats.record.Fields.Kind;
import java.util.List;

/** Cuts lines by a template. One thread. */
final class TemplateCutter {
    private static final int MOST_TRIES = 1 << 20;

    private final Template template;
    private final int[] targets;
    private final RequestLine request;
    private final int requestStep;
    private final int[] starts;
    private final int[] ends;
    private byte[] line = {};
    private int to;
    private int tries;
    private int reached;
    private int stuck;

    TemplateCutter(Template template, List<String> wanted) {
        this.template = template;
        List<String> names = template.steps().stream().map(Step::field).toList();
        targets = Targets.of(names, wanted);
        requestStep = names.lastIndexOf(Template.REQUEST);
        request = new RequestLine(Template.REQUEST_PARTS.stream()
                .mapToInt(part -> names.contains(part) ? -1 : wanted.indexOf(part))
                .toArray());
        starts = new int[targets.length];
        ends = new int[targets.length];
    }

    /** Sets the fields if the line is made up as the template says. */
    boolean cut(Lines lines, Fields fields) {
        line = lines.bytes();
        to = lines.to();
        tries = MOST_TRIES;
        reached = lines.from();
        stuck = -1;
        if (!follows(template.before(), lines.from()) || !match(0, lines.from() + template.before().length)) {
            return false;
        }
        for (int i = 0; i < targets.length; i++) {
            if (targets[i] >= 0) {
                fields.set(targets[i], Kind.TEXT, line, starts[i], ends[i] - starts[i]);
            }
        }
        if (requestStep >= 0) {
            request.give(line, starts[requestStep], ends[requestStep], fields);
        }
        return true;
    }

    /** How far into the line the template matched. */
    int reached() {
        return reached;
    }

    /** What the line lacks, for a message. */
    String missing() {
        if (tries < 0) {
            return "a layout that matches it in fewer ways";
        }
        if (stuck < 0) {
            return "'" + new String(template.before(), UTF_8) + "'";
        }
        Step step = template.steps().get(stuck);
        String what = step.after().length == 0 ? "the end of the line" : "'" + new String(step.after(), UTF_8) + "'";
        return what + (step.field().isEmpty() ? "" : " behind " + step.field());
    }

    private boolean match(int number, int from) {
        if (number == targets.length) {
            return template.end() == Template.End.OPEN || from == to;
        }
        Step step = template.steps().get(number);
        int farthest = step.farthest(line, from, to);
        int nearest = step.nearest(from, farthest);
        if (from >= reached) {
            reached = from;
            stuck = number;
        }
        return step.isShortest()
                ? matchShortest(number, from, farthest)
                : matchLongest(number, from, nearest, farthest);
    }

    private boolean matchLongest(int number, int from, int nearest, int farthest) {
        for (int end = farthest; end >= nearest && --tries >= 0; end--) {
            if (matchBehind(number, from, end)) {
                return true;
            }
        }
        return cutShort(number, from, farthest);
    }

    /** A server that cuts what is too long may leave the last field without its closing quote. */
    private boolean cutShort(int number, int from, int farthest) {
        byte[] after = template.steps().get(number).after();
        boolean last = number == targets.length - 1 && after.length == 1 && after[0] == '"';
        if (last && farthest == to && from < to) {
            starts[number] = from;
            ends[number] = to;
            return true;
        }
        return false;
    }

    private boolean matchShortest(int number, int from, int farthest) {
        byte first = template.steps().get(number).after()[0];
        for (int end = from; end < farthest && tries >= 0; end++) {
            if (line[end] == first && --tries >= 0 && matchBehind(number, from, end)) {
                return true;
            }
        }
        return false;
    }

    private boolean matchBehind(int number, int from, int end) {
        byte[] after = template.steps().get(number).after();
        if (!follows(after, end) || !match(number + 1, end + after.length)) {
            return false;
        }
        starts[number] = from;
        ends[number] = end;
        return true;
    }

    private boolean follows(byte[] literal, int at) {
        if (at + literal.length > to) {
            return false;
        }
        for (int i = 0; i < literal.length; i++) {
            if (line[at + i] != literal[i]) {
                return false;
            }
        }
        return true;
    }
}
