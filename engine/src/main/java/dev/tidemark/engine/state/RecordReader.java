package dev.tidemark.engine.state;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sealed;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads what {@link RecordWriter} wrote, and refuses everything else. */
final class RecordReader {
    private static final String DAMAGED = "It only holds figures: delete it, and they begin anew";
    private static final String NEWER = "Use the version of Tidemark that wrote it, or a newer one";

    private final String place;
    private final byte[] value;
    private final StatisticsReader statistics = new StatisticsReader();
    private final Map<ErrorClass, Long> errors = new EnumMap<>(ErrorClass.class);
    private long format = -1;
    private @Nullable String source;
    private @Nullable String stream;
    private @Nullable Instant created;
    private @Nullable Instant updated;
    private String connector = "";
    private Optional<String> account = Optional.empty();
    private Optional<Instant> attempt = Optional.empty();
    private Result result = Result.RUNNING;
    private long begun;
    private Optional<Instant> missing = Optional.empty();
    private Optional<Instant> success = Optional.empty();
    private Optional<Instant> data = Optional.empty();
    private Optional<Instant> event = Optional.empty();
    private Optional<Instant> frontier = Optional.empty();
    private Duration lag = Duration.ZERO;
    private Duration lagBefore = Duration.ZERO;
    private long grew;
    private long failures;
    private Optional<Instant> since = Optional.empty();
    private Optional<ErrorClass> kind = Optional.empty();
    private Optional<Instant> notBefore = Optional.empty();
    private Totals totals = Totals.NONE;
    private Optional<Instant> quietSince = Optional.empty();
    private final SortedMap<Long, String> weeks = new TreeMap<>();
    private StoreUse store = StoreUse.NONE;

    RecordReader(String place, byte[] value) {
        this.place = place;
        this.value = value;
    }

    StreamRecord document() throws CorruptStateException {
        if (!Sealed.intact(value)) {
            throw damaged("its checksum does not fit its content, it was cut or changed");
        }
        try (JsonReader json = new JsonReader(value)) {
            json.object(name -> member(json, name));
            return whole();
        } catch (JsonReader.Unreadable e) {
            throw damaged(String.valueOf(e.getMessage()));
        } catch (JacksonException e) {
            throw damaged("it is not the JSON it should be: " + e.getOriginalMessage());
        }
    }

    private StreamRecord whole() {
        if (source == null || stream == null || updated == null) {
            String missing = source == null ? "collector_id" : stream == null ? "stream" : "updated";
            throw new JsonReader.Unreadable("it has no '" + missing + "'");
        }
        return new StreamRecord(
                source,
                stream,
                connector,
                account,
                created == null ? updated : created,
                updated,
                attempt,
                result,
                begun,
                missing,
                new Reached(success, data, event, frontier, lag, lagBefore, grew),
                new Trouble(failures, since, kind, notBefore, errors),
                totals,
                quiet(),
                store,
                statistics.statistics());
    }

    private void member(JsonReader json, String name) {
        switch (name) {
            case "format_version" -> format(json);
            case "collector_id" -> source = json.text();
            case "stream" -> stream = json.text();
            case "collector_type" -> connector = json.text();
            case "account" -> account = Optional.of(json.text());
            case "created" -> created = json.time();
            case "updated" -> updated = json.time();
            case "last_attempt" -> attempt = Optional.of(json.time());
            case "last_attempt_result" -> result = one(json, Result.class);
            case "begun_in_row" -> begun = json.number();
            case "missing_since" -> missing = Optional.of(json.time());
            case "last_success" -> success = Optional.of(json.time());
            case "last_data" -> data = Optional.of(json.time());
            case "last_event_time" -> event = Optional.of(json.time());
            case "frontier" -> frontier = Optional.of(json.time());
            case "lag_ms" -> lag = Duration.ofMillis(json.number());
            case "lag_before_ms" -> lagBefore = Duration.ofMillis(json.number());
            case "lag_grew_in_row" -> grew = json.number();
            case "failures_in_row" -> failures = json.number();
            case "failing_since" -> since = Optional.of(json.time());
            case "error_class" -> kind = Optional.of(one(json, ErrorClass.class));
            case "not_before" -> notBefore = Optional.of(json.time());
            case "errors" -> json.object(each -> errors.put(one(json, each, ErrorClass.class), json.number()));
            case "totals" -> totals = totals(json);
            case "quiet" -> json.object(member -> quiet(json, member));
            case "store" -> store = store(json);
            case "checksum" -> json.text();
            default -> statistics.member(json, name);
        }
    }

    private void quiet(JsonReader json, String name) {
        switch (name) {
            case "since" -> quietSince = Optional.of(json.time());
            case "weeks" -> json.object(week -> weeks.put(Long.valueOf(week), json.text()));
            default -> throw json.unknown(name);
        }
    }

    private Quiet quiet() {
        try {
            return new Quiet(quietSince, weeks);
        } catch (IllegalArgumentException e) {
            throw new JsonReader.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private void format(JsonReader json) {
        format = json.number();
        if (format > RecordWriter.FORMAT_VERSION) {
            throw new JsonReader.Unreadable("it is in version " + format + " of the format, and this Tidemark knows"
                    + " versions up to " + RecordWriter.FORMAT_VERSION);
        }
    }

    private static Totals totals(JsonReader json) {
        long[] totals = new long[5];
        json.object(name -> {
            switch (name) {
                case "records" -> totals[0] = json.number();
                case "bytes" -> totals[1] = json.number();
                case "late" -> totals[2] = json.number();
                case "quarantined" -> totals[3] = json.number();
                case "gaps" -> totals[4] = json.number();
                default -> throw json.unknown(name);
            }
        });
        return new Totals(totals[0], totals[1], totals[2], totals[3], totals[4]);
    }

    private static StoreUse store(JsonReader json) {
        long[] use = new long[7];
        json.object(name -> {
            switch (name) {
                case "saves" -> use[0] = json.number();
                case "failed_saves" -> use[1] = json.number();
                case "saving_us" -> use[2] = json.number();
                case "loads" -> use[3] = json.number();
                case "failed_loads" -> use[4] = json.number();
                case "loading_us" -> use[5] = json.number();
                case "document_bytes" -> use[6] = json.number();
                default -> throw json.unknown(name);
            }
        });
        return new StoreUse(use[0], use[1], use[2], use[3], use[4], use[5], use[6]);
    }

    private static <E extends Enum<E>> E one(JsonReader json, Class<E> type) {
        return one(json, json.text(), type);
    }

    private static <E extends Enum<E>> E one(JsonReader json, String text, Class<E> type) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw json.wrong("one of " + Arrays.toString(type.getEnumConstants()));
        }
    }

    private CorruptStateException damaged(String reason) {
        return new CorruptStateException(place, reason, format > RecordWriter.FORMAT_VERSION ? NEWER : DAMAGED);
    }
}
