package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.formats.record.Fields;
import dev.tidemark.formats.value.UnfitValueException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done for each record: bindings in their order, and columns that must not be NULL. One thread. */
final class Plan {
    private final List<String> wanted;
    private final SourceBinding[] direct;
    private final int[] only;
    private final Binding[] derived;
    private final Binding[] required;

    /** @param wanted the source fields, in the order of their numbers */
    Plan(List<String> wanted, List<SourceBinding> direct, List<Binding> derived, List<Binding> required) {
        this.wanted = List.copyOf(wanted);
        this.direct = direct.toArray(SourceBinding[]::new);
        only = direct.stream().mapToInt(SourceBinding::only).toArray();
        this.derived = derived.toArray(Binding[]::new);
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
            for (int i = 0; i < direct.length; i++) {
                // Most columns of a wide table are absent from most records: told without touching the binding.
                if (only[i] < 0 || fields.kind(only[i]) != Fields.Kind.ABSENT) {
                    current = direct[i];
                    direct[i].bind(fields, row);
                }
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
