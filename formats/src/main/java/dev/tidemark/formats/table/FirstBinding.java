package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.formats.record.Fields;
import dev.tidemark.formats.value.UnfitValueException;
import java.util.List;

/** The first of some source fields that has a value. */
final class FirstBinding extends Binding {
    private final SourceBinding[] sources;

    /** @param sources of the same column */
    FirstBinding(int column, String name, List<SourceBinding> sources) {
        super(column, name);
        this.sources = sources.toArray(SourceBinding[]::new);
    }

    @Override
    void bind(Fields fields, Row row) throws UnfitValueException {
        for (SourceBinding source : sources) {
            if (source.bind(fields.at(source.field()), row)) {
                return;
            }
        }
    }
}
