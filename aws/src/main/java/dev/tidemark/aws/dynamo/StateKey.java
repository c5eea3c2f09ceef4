package dev.tidemark.aws.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a key says: {@code SOURCE/streams/STREAM} holds the state of a stream, {@code SOURCE/records/STREAM} how its
 * collection goes.
 *
 * @param kind   the second segment: whether it is a state, a record or something else
 * @param stream empty if the key is of none
 */
record StateKey(String source, String kind, String stream) {
    private static final Pattern FORM = Pattern.compile("([^/]+)/([^/]+)(?:/([^/]+))?");

    /** Empty for a key of another form. */
    static Optional<StateKey> of(String key) {
        Matcher matcher = FORM.matcher(key);
        return matcher.matches()
                ? Optional.of(new StateKey(
                        decoded(matcher.group(1)),
                        matcher.group(2),
                        Optional.ofNullable(matcher.group(3))
                                .map(StateKey::decoded)
                                .orElse("")))
                : Optional.empty();
    }

    /** Says it in an item, for those who ask the table. */
    void describe(Map<String, AttributeValue> item, List<String> aliases) {
        item.put(Names.SOURCE, Values.text(source));
        item.put(Names.KIND, Values.text(kind));
        if (!stream.isEmpty()) {
            item.put(Names.STREAM, Values.text(stream));
            aliases.forEach(alias -> item.put(alias, Values.text(stream)));
        }
    }

    /** Segments of keys have bytes that are no letters or digits as %XX. */
    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment, UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }
}
