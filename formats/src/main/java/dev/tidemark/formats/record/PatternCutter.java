package dev.tidemark.formats.record;

import dev.tidemark.formats.bytes.Lines;
import dev.tidemark.formats.grok.Grok;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Cuts lines by a pattern. The last part of a name that is not empty counts; without one the field is absent. */
final class PatternCutter implements LineCutter {
    private final LineText text = new LineText();
    private final Matcher matcher;
    private final Grok.Extent extent;
    private final int[][] groups;

    PatternCutter(Grok grok, Grok.Extent extent, List<String> wanted) {
        matcher = grok.pattern().matcher(text);
        this.extent = extent;
        groups = wanted.stream()
                .map(name -> grok.groups(name).reversed().stream()
                        .mapToInt(Integer::intValue)
                        .toArray())
                .toArray(int[][]::new);
    }

    @Override
    public @Nullable String cut(Lines lines, Fields fields) {
        text.set(lines.bytes(), lines.from(), lines.to() - lines.from(), lines.isAscii());
        matcher.reset(text);
        try {
            if (!Grok.found(matcher, extent)) {
                return "it does not match the layout";
            }
        } catch (LineText.TooManySteps e) {
            return "the layout takes too many steps on it; write a layout that can match in fewer ways";
        } catch (StackOverflowError e) {
            return "the layout repeats a group too often on it; repeat single characters instead";
        }
        for (int field = 0; field < groups.length; field++) {
            give(field, fields);
        }
        return null;
    }

    private void give(int field, Fields fields) {
        for (int group : groups[field]) {
            int start = matcher.start(group);
            if (start >= 0 && matcher.end(group) > start) {
                text.give(start, matcher.end(group), field, fields);
                return;
            }
        }
    }
}
