package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.formats.record.Field;
import dev.tidemark.formats.record.Fields;
import dev.tidemark.formats.value.UnfitValueException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done for each record: bindings in their order, and columns that must not be NULL. One thread. */
final class Plan {
    private final List<String> wanted;
    /** By the number of the field they read: for what a record does not have nothing is done. */
    private final SourceBinding[][] direct;

    private final Binding[] derived;
    private final Binding[] required;

    /**
     * @param wanted  the source fields, in the order of their numbers
     * @param direct  those that need nothing but one field
     * @param derived the others, to be done after these
     */
    Plan(List<String> wanted, List<SourceBinding> direct, List<Binding> derived, List<Binding> required) {
        this.wanted = List.copyOf(wanted);
        this.direct = new SourceBinding[wanted.size()][];
        for (int field = 0; field < this.direct.length; field++) {
            int number = field;
            this.direct[field] =
                    direct.stream().filter(binding -> binding.field() == number).toArray(SourceBinding[]::new);
        }
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
            for (int place = 0; place < fields.count(); place++) {
                Field field = fields.has(place);
                for (SourceBinding binding : direct[field.number()]) {
                    current = binding;
                    binding.bind(field, row);
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
