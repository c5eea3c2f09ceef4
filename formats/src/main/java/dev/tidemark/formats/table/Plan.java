package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.formats.record.Field;
import dev.tidemark.formats.record.Fields;
import dev.tidemark.formats.value.UnfitValueException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done for each record: bindings in their order, and columns that must not be NULL. One thread. */
final class Plan {
    private final List<String> wanted;
    /** By the number of the field they read: for what a record does not have nothing is done. */
    private final @Nullable SourceBinding[] sources;

    /** Of the columns that these set. */
    private final FallbackBinding[] fallbacks;

    private final Binding[] derived;
    private final Binding[] required;

    /** @param wanted the source fields, in the order of their numbers */
    Plan(List<String> wanted, List<Binding> bindings, List<Binding> required) {
        this.wanted = List.copyOf(wanted);
        sources = new SourceBinding[wanted.size()];
        List<FallbackBinding> ofSources = new ArrayList<>();
        List<Binding> others = new ArrayList<>();
        for (Binding binding : bindings) {
            if (binding instanceof SourceBinding source) {
                source.before(sources[source.field()]);
                sources[source.field()] = source;
            } else if (binding instanceof FallbackBinding fallback && fallback.isOfSource()) {
                ofSources.add(fallback);
            } else {
                others.add(binding);
            }
        }
        fallbacks = ofSources.toArray(FallbackBinding[]::new);
        derived = others.toArray(Binding[]::new);
        this.required = required.toArray(Binding[]::new);
    }

    List<String> wanted() {
        return wanted;
    }

    /** Fills an empty row; null, or why the record cannot be one. */
    @Nullable
    String fill(Fields fields, Row row) {
        Binding current = null;
        try {
            for (int place = 0; place < fields.count(); place++) {
                Field field = fields.has(place);
                for (SourceBinding source = sources[field.number()]; source != null; source = source.next()) {
                    current = source;
                    source.bind(field, row);
                }
            }
            for (FallbackBinding fallback : fallbacks) {
                current = fallback;
                fallback.bind(row);
            }
            for (Binding binding : derived) {
                current = binding;
                binding.bind(fields, row);
            }
        } catch (UnfitValueException unfit) {
            return "column " + (current == null ? "" : current.name()) + ": " + unfit.reason();
        }
        return missing(row);
    }

    private @Nullable String missing(Row row) {
        for (Binding binding : required) {
            if (row.isNull(binding.column())) {
                return "column " + binding.name() + ": is required, and the record has no value for it";
            }
        }
        return null;
    }
}
