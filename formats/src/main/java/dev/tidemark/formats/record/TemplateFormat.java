package dev.tidemark.formats.record;

import dev.tidemark.formats.bytes.Lines;
import dev.tidemark.formats.bytes.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines made up as one of several templates says, of which the first that fits counts. */
record TemplateFormat(List<Template> templates) implements Compiled {
    static TemplateFormat of(NginxAccessLog options) {
        return new TemplateFormat(List.of(NginxLayout.parse(options.layout())));
    }

    static TemplateFormat of(ApacheAccessLog options) {
        if (!options.layout().isBlank()) {
            return new TemplateFormat(List.of(ApacheLayout.parse(options.layout(), Template.End.OPEN)));
        }
        Template combined = ApacheLayout.parse(ApacheAccessLog.COMBINED, Template.End.CLOSED);
        Template common = ApacheLayout.parse(ApacheAccessLog.COMMON, Template.End.CLOSED);
        return new TemplateFormat(List.of(combined, common, combined.cutShort()));
    }

    List<String> names() {
        return templates.getFirst().names();
    }

    @Override
    public RecordReader reader(List<String> wanted, Window window) {
        List<TemplateCutter> cutters = templates.stream()
                .map(template -> new TemplateCutter(template, wanted))
                .toList();
        return new LineReader(window, wanted.size(), (lines, fields) -> cut(cutters, lines, fields));
    }

    private static @Nullable String cut(List<TemplateCutter> cutters, Lines lines, Fields fields) {
        TemplateCutter best = cutters.getFirst();
        for (TemplateCutter cutter : cutters) {
            if (cutter.cut(lines, fields)) {
                return null;
            }
            best = cutter.reached() > best.reached() ? cutter : best;
        }
        return "it does not match the layout: from column " + (best.reached() - lines.from() + 1) + " on there is no "
                + best.missing();
    }
}
