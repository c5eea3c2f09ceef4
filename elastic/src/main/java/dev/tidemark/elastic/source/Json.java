package dev.tidemark.elastic.source;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.io.JsonStringEncoder;

/** Parts of requests. */
final class Json {
    private Json() {}

    static String text(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
    }

    static String texts(List<String> texts) {
        return texts.stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
    }

    /** A query that all of some must meet. */
    static String all(List<String> queries) {
        return "{\"bool\":{\"filter\":[" + String.join(",", queries) + "]}}";
    }

    /** Which fields of the documents are asked for, as a member that begins with a comma; nothing for all. */
    static String fields(IndexSettings settings) {
        if (settings.includes().isEmpty() && settings.excludes().isEmpty()) {
            return "";
        }
        return ",\"_source\":{\"includes\":" + texts(settings.includes()) + ",\"excludes\":"
                + texts(settings.excludes()) + "}";
    }
}
