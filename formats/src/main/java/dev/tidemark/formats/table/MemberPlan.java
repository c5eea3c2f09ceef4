package dev.tidemark.formats.table;

import dev.tidemark.formats.spi.Member;
import dev.tidemark.formats.spi.Moment;
import dev.tidemark.formats.spi.Shape;
import dev.tidemark.formats.table.DescribedColumns.Chosen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of the members of records of one shape. One thread. */
final class MemberPlan {
    /** By the place of the column; null where records of this shape have no such member. */
    private final @Nullable MemberSetter[] setters;

    private final Map<String, Integer> objects = new HashMap<>();
    private final Optional<Moment> moment;
    private final int momentColumn;

    MemberPlan(DescribedTable table, Shape shape) {
        List<Chosen> columns = table.columns();
        setters = new MemberSetter[columns.size()];
        moment = shape.moment();
        int timed = -1;
        for (int place = 0; place < setters.length; place++) {
            Chosen chosen = columns.get(place);
            Member own = table.description().own().get(chosen.member());
            Member member = own == null ? shape.members().get(chosen.member()) : own;
            if (member == null) {
                continue;
            }
            int number = table.schema().number(chosen.column().name());
            MemberSetter setter = new MemberSetter(number, chosen.column(), chosen.member(), member);
            setters[place] = setter;
            if (setter.holdsObjects()) {
                objects.put(chosen.member(), place);
            }
            if (setter.isTime() && moment.isPresent() && moment.get().path().equals(chosen.member())) {
                timed = setter.number();
            }
        }
        momentColumn = timed;
    }

    @Nullable
    MemberSetter setter(int place) {
        return setters[place];
    }

    /** The place of the column that holds the objects of a name; -1 if there is none. */
    int object(String name) {
        return objects.getOrDefault(name, -1);
    }

    Optional<Moment> moment() {
        return moment;
    }

    /** The number of the column that holds the moment; -1 if none does. */
    int momentColumn() {
        return momentColumn;
    }
}
