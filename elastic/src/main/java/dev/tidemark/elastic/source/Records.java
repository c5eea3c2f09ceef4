package dev.tidemark.elastic.source;

import dev.tidemark.api.Page;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.io.JsonStringEncoder;

/** Documents as JSON lines: the members of its source, then what the cluster says of each. */
final class Records {
    /** The member that names a row. */
    static final String ROW = "_row";

    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private final String uuid;
    private final RowIdentity identity;
    private final ByteArrayOutputStream out;
    private Optional<String> last = Optional.empty();
    private long bodies;

    /** @param uuid of the index */
    Records(String uuid, RowIdentity identity) {
        this(uuid, identity, 0);
    }

    /**
     * @param uuid     of the index
     * @param expected how many bytes they will have, about
     */
    Records(String uuid, RowIdentity identity, int expected) {
        this.uuid = uuid;
        this.identity = identity;
        out = new ByteArrayOutputStream(expected);
    }

    /** @param answer that holds the document's source */
    void add(Hit hit, byte[] answer) {
        int end = hit.to() - 1;
        int first = hit.from() < 0 ? 0 : firstMember(answer, hit.from() + 1, end);
        out.write('{');
        if (first > 0) {
            oneLine(answer, first, end);
            out.write(',');
        }
        own(hit);
        out.write('}');
        out.write('\n');
        last = Optional.of(hit.id());
        bodies += hit.to() - hit.from();
    }

    /** Comes last: of members with one name the last one counts, and a document may have any. */
    private void own(Hit hit) {
        name("_index");
        text(hit.index());
        out.write(',');
        name("_id");
        text(hit.id());
        if (hit.number() >= 0) {
            out.write(',');
            name("_seq_no");
            number(hit.number());
            out.write(',');
            name("_primary_term");
            number(hit.term());
        }
        if (!hit.routing().isEmpty()) {
            out.write(',');
            name("_routing");
            text(hit.routing());
        }
        out.write(',');
        name(ROW);
        text(identity.of(uuid, hit));
    }

    /** The documents that were added, for people. */
    Page.Told told() {
        return new Page.Told(last, Optional.empty(), OptionalLong.of(bodies));
    }

    boolean isEmpty() {
        return out.size() == 0;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** 0 if there is none. */
    private static int firstMember(byte[] json, int from, int end) {
        int at = from;
        while (at < end && Character.isWhitespace(json[at])) {
            at++;
        }
        return at < end ? at : 0;
    }

    /** Line breaks in JSON are spaces: within texts they are escaped. */
    private void oneLine(byte[] json, int from, int to) {
        int begin = from;
        for (int at = from; at < to; at++) {
            if (json[at] == '\n' || json[at] == '\r') {
                out.write(json, begin, at - begin);
                out.write(' ');
                begin = at + 1;
            }
        }
        out.write(json, begin, to - begin);
    }

    private void text(String text) {
        out.write('"');
        out.writeBytes(ENCODER.quoteAsUTF8(text));
        out.write('"');
    }

    private void number(long value) {
        out.writeBytes(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
    }

    private void name(String name) {
        out.write('"');
        out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        out.write('"');
        out.write(':');
    }
}
