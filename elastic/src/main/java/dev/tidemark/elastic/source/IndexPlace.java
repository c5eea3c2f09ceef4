package dev.tidemark.elastic.source;

import dev.tidemark.api.RowLookup;
import dev.tidemark.elastic.http.SearchClient;
import dev.tidemark.formats.spi.DescribedPlace;
import dev.tidemark.formats.spi.DescribedStreams;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Indexes of a cluster. */
record IndexPlace(IndexSettings read) implements DescribedPlace {
    @Override
    public DescribedStreams open(Consumer<String> warnings, RowLookup rows) throws IOException {
        return new IndexStreams(
                new Cluster(new SearchClient(read.connection())), read, Clock.systemUTC(), warnings, rows);
    }

    @Override
    public String rowId() {
        return Records.ROW;
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put(
                "url", read.connection().hosts().stream().map(Object::toString).collect(Collectors.joining(", ")));
        settings.put("credentials", read.connection().credentials().toString());
        settings.put("index", read.index());
        read.query().ifPresent(query -> settings.put("query", query));
        IndexKeys.written(read.includes()).ifPresent(fields -> settings.put("source_includes", fields));
        IndexKeys.written(read.excludes()).ifPresent(fields -> settings.put("source_excludes", fields));
        read.timestamp().ifPresent(field -> settings.put("timestamp_field", field));
        settings.put("batch_size", read.batch());
        settings.putAll(read.how().written());
        settings.put("row_identity", read.identity().name().toLowerCase(Locale.ROOT));

        settings.put("on_index_deleted", read.reactions().deleted().name().toLowerCase(Locale.ROOT));
        settings.put("on_new_uuid", read.reactions().recreated().name().toLowerCase(Locale.ROOT));
        return settings;
    }
}
