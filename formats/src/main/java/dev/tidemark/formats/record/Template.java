package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A line layout: fields with literal text between them.
 *
 * @param before what a line begins with
 * @param end    whether the last field or text has to reach the end of the line
 */
record Template(byte[] before, List<Step> steps, End end) {
    /** Where a line may end. */
    enum End {
        /** Behind the layout, or anything may follow. */
        OPEN,
        /** Behind the layout. */
        CLOSED
    }

    static final String REQUEST = "request";
    static final List<String> REQUEST_PARTS = List.of("request_method", "request_uri", "server_protocol");

    Template {
        steps = List.copyOf(steps);
    }

    /** The fields, in their order; a request is followed by its parts, unless the layout has them by themselves. */
    List<String> names() {
        Set<String> own = new LinkedHashSet<>();
        steps.forEach(step -> own.add(step.field()));
        List<String> names = new ArrayList<>();
        for (String name : own) {
            if (!name.isEmpty()) {
                names.add(name);
            }
            if (name.equals(REQUEST)) {
                REQUEST_PARTS.stream().filter(part -> !own.contains(part)).forEach(names::add);
            }
        }
        return names;
    }

    /** The same layout for a line that was cut within its last value, which then has no closing quote. */
    Template cutShort() {
        List<Step> cut = new ArrayList<>(steps);
        Step last = cut.removeLast();
        cut.add(new Step(last.field(), last.extent(), ""));
        return new Template(before, cut, End.CLOSED);
    }

    /** Collects fields and literal text in the order of a layout. */
    static final class Builder {
        private final List<Step> steps = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();
        private byte[] before = {};
        private String field = "";
        private Step.Extent extent = Step.Extent.SHORTEST;
        private boolean begun;

        void literal(String text) {
            literal.append(text);
        }

        /** What stands before the next field. */
        CharSequence pending() {
            return literal;
        }

        void field(String name, Step.Extent reach) {
            finish();
            field = name;
            extent = reach;
            begun = true;
        }

        private void finish() {
            if (begun) {
                steps.add(new Step(field, extent, literal.toString()));
            } else {
                before = literal.toString().getBytes(UTF_8);
            }
            literal.setLength(0);
        }

        Template build(End end) {
            finish();
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("the layout has no field");
            }
            return new Template(before, steps, end);
        }
    }
}
