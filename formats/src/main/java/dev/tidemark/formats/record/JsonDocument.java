package dev.tidemark.formats.record;

/**
 * A JSON document, or several one after another, that holds records.
 *
 * @param records path of the array that holds them, as {@code Records} or {@code detail.findings}; empty if the
 *     document is one record or an array of them. An object at the path is one record
 */
public record JsonDocument(String records) implements FormatOptions {
    public JsonDocument {
        if (!records.isEmpty() && JsonPath.split(records).contains("")) {
            throw new IllegalArgumentException("records = '" + records
                    + "' has an empty part; write the names of members, separated by single dots");
        }
    }
}
