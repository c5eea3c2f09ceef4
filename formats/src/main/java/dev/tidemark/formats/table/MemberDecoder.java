package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.RowSink;
import dev.tidemark.formats.Decoded;
import dev.tidemark.formats.Decoder;
import dev.tidemark.formats.Input;
import dev.tidemark.formats.record.Field;
import dev.tidemark.formats.record.Fields;
import dev.tidemark.formats.record.Fields.Kind;
import dev.tidemark.formats.record.Formats;
import dev.tidemark.formats.record.RecordHandler;
import dev.tidemark.formats.record.RecordReader;
import dev.tidemark.formats.record.Unclaimed;
import dev.tidemark.formats.spi.Member;
import dev.tidemark.formats.spi.Moment;
import dev.tidemark.formats.spi.Shape;
import dev.tidemark.formats.table.DescribedColumns.Chosen;
import dev.tidemark.formats.value.JsonParts;
import dev.tidemark.formats.value.UnfitValueException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fills rows with the members of JSON records, each by the plan of its shape. One thread. */
final class MemberDecoder implements Decoder {
    private final DescribedTable table;
    private final Unclaimed unclaimed = new Unclaimed();
    private final RecordReader reader;
    /** Numbers of fields by their paths. */
    private final Map<String, Integer> wanted = new LinkedHashMap<>();

    private final Map<String, MemberPlan> plans = new HashMap<>();
    /** Shapes that are the same are one. */
    private final IdentityHashMap<Shape, MemberPlan> distinct = new IdentityHashMap<>();

    private @Nullable Shape any;
    private final Rest rest = new Rest();
    private final int shapeField;
    private final int rowIdField;
    private final int restColumn;
    private final int idColumn;
    private final int timeColumn;
    private final Map<Integer, Unfolded> unfolded = new TreeMap<>();

    MemberDecoder(DescribedTable table) {
        this.table = table;
        for (Chosen chosen : table.columns()) {
            wanted(path(chosen.member()));
        }
        shapeField = wanted(path(table.description().shapeMember()));
        rowIdField = wanted(path(table.rowId()));
        table.description().shapes().values().forEach(shape -> shape.moment().ifPresent(each -> wanted(each.path())));
        reader = Formats.wholeLines(List.copyOf(wanted.keySet()), unclaimed);
        restColumn = table.schema().number(DescribedColumns.REST);
        idColumn = table.schema().number("tp_id");
        timeColumn = table.schema().number("tp_timestamp");
    }

    /** As a path: what is a dot in the name is none between names. */
    private static String path(String name) {
        return name.replace("\\", "\\\\").replace(".", "\\.");
    }

    private int wanted(String path) {
        return wanted.computeIfAbsent(path, missing -> wanted.size());
    }

    @Override
    public Decoded decode(Input input, RowSink rows) throws IOException {
        return reader.read(input, new RecordHandler() {
            @Override
            public void record(Fields fields, long ordinal, byte[] raw, int from, int length) throws IOException {
                String problem = fill(fields, rows.row());
                if (problem == null) {
                    rows.accept(ordinal, raw, from, length);
                } else {
                    rows.reject(ordinal, problem, raw, from, length);
                }
            }

            @Override
            public void bad(long ordinal, String reason, byte[] raw, int from, int length) throws IOException {
                rows.reject(ordinal, reason, raw, from, length);
            }
        });
    }

    /** Fills an empty row; null, or why the record cannot be one. */
    private @Nullable String fill(Fields fields, Row row) {
        String shape = fields.at(shapeField).toString();
        MemberPlan plan = plans.computeIfAbsent(shape, this::plan);
        rest.clear();
        unfolded.clear();
        MemberSetter current = null;
        try {
            for (int place = 0; place < fields.count(); place++) {
                Field field = fields.has(place);
                if (field.number() < table.columns().size()) {
                    current = plan.setter(field.number());
                    set(current, field, row);
                }
            }
            current = null;
            takeUnclaimed(plan, fields, row);
            time(plan, fields, row);
        } catch (UnfitValueException unfit) {
            return current == null ? unfit.reason() : current.reason(unfit, shape);
        }
        Field id = fields.at(rowIdField);
        if (id.has()) {
            row.text(idColumn, id.bytes(), id.from(), id.length());
        }
        rest.take(row, restColumn);
        return null;
    }

    private void set(@Nullable MemberSetter setter, Field field, Row row) throws UnfitValueException {
        if (setter != null) {
            setter.set(field, row, rest);
        } else {
            rest.add(table.columns().get(field.number()).member(), field);
        }
    }

    private MemberPlan plan(String shape) {
        Shape known = table.description().shapes().get(shape);
        return distinct.computeIfAbsent(known == null ? ofAny() : known, one -> new MemberPlan(table, one));
    }

    /** What records are taken for whose shape is not told: all members that there are. */
    private Shape ofAny() {
        Shape made = any;
        if (made == null) {
            made = all();
            any = made;
        }
        return made;
    }

    private Shape all() {
        Map<String, Member> members = new TreeMap<>();
        Optional<Moment> moment = Optional.empty();
        for (Shape shape : table.description().shapes().values()) {
            shape.members().forEach(members::putIfAbsent);
            moment = moment.or(shape::moment);
        }
        return new Shape(members, moment);
    }

    private void takeUnclaimed(MemberPlan plan, Fields fields, Row row) {
        for (int member = 0; member < unclaimed.count(); member++) {
            String name = unclaimed.name(member);
            Unfolded.Slice value =
                    new Unfolded.Slice(unclaimed.bytes(member), unclaimed.from(member), unclaimed.length(member));
            if (!unfold(plan, fields, name, value)) {
                rest.add(name, value.bytes(), value.from(), value.length());
            }
        }
        unfolded.forEach((place, object) -> {
            byte[] json = object.json();
            MemberSetter setter = plan.setter(place);
            if (setter != null) {
                row.text(setter.number(), json, 0, json.length);
            }
        });
    }

    /** Whether a member belongs into an object that has a column: its name is a path. */
    private boolean unfold(MemberPlan plan, Fields fields, String name, Unfolded.Slice value) {
        int dot = name.indexOf('.');
        int place = dot < 1 || name.indexOf('\\') >= 0 ? -1 : plan.object(name.substring(0, dot));
        if (place < 0) {
            return false;
        }
        Field whole = fields.at(place);
        if (whole.has() && whole.kind() != Kind.OBJECT) {
            return false;
        }
        List<String> path = Arrays.asList(name.substring(dot + 1).split("\\.", -1));
        return !path.contains("")
                && unfolded.computeIfAbsent(
                                place,
                                missing -> whole.has()
                                        ? Unfolded.of(new Unfolded.Slice(whole.bytes(), whole.from(), whole.length()))
                                        : Unfolded.empty())
                        .add(path, value);
    }

    private void time(MemberPlan plan, Fields fields, Row row) throws UnfitValueException {
        int column = plan.momentColumn();
        if (column >= 0 && !row.isNull(column)) {
            row.time(timeColumn, row.bits(column));
            return;
        }
        row.time(timeColumn, table.undatedMicros());
        if (column < 0 && plan.moment().isPresent()) {
            Moment moment = plan.moment().get();
            Field within = fields.at(wanted(moment.path()));
            if (within.kind() == Kind.TEXT || within.kind() == Kind.NUMBER) {
                time(moment, within.kind(), within.bytes(), within.from(), within.length(), row);
            } else {
                beside(moment, row);
            }
        }
    }

    /** The moment may be written with dots at the top. */
    private void beside(Moment moment, Row row) throws UnfitValueException {
        for (int member = 0; member < unclaimed.count(); member++) {
            if (unclaimed.name(member).equals(moment.path())) {
                JsonParts value = new JsonParts()
                        .single(unclaimed.bytes(member), unclaimed.from(member), unclaimed.length(member));
                if (value.isText()) {
                    byte[] text = value.unescaped();
                    time(moment, Kind.TEXT, text, 0, text.length, row);
                } else if (Character.isDigit(value.bytes()[value.from()])) {
                    time(moment, Kind.NUMBER, value.bytes(), value.from(), value.length(), row);
                }
            }
        }
    }

    private void time(Moment moment, Kind kind, byte[] bytes, int from, int length, Row row)
            throws UnfitValueException {
        try {
            row.time(timeColumn, MemberSetter.micros(moment.times(), kind, bytes, from, length));
        } catch (UnfitValueException unfit) {
            throw new UnfitValueException("column tp_timestamp, which is " + moment.path() + ": " + unfit.reason());
        }
    }
}
