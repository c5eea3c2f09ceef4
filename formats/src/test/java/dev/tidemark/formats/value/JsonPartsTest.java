package dev.tidemark.formats.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonPartsTest {
    private static List<String> parts(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        JsonParts parts = new JsonParts().of(bytes, 0, bytes.length);
        List<String> found = new ArrayList<>();
        while (parts.next()) {
            found.add(parts.toString());
        }
        return found;
    }

    @Test
    void elementsAndMembersAreFound() {
        assertThat(parts(" [1, \"a]\\\"\", {\"x\":[1,2]} ,null,[],true]"))
                .containsExactly("1", "\"a]\\\"\"", "{\"x\":[1,2]}", "null", "[]", "true");
        assertThat(parts("{ \"a\" : 1,\"b\\\"\": {\"c\":\"}\"} }")).containsExactly("1", "{\"c\":\"}\"}");
        assertThat(parts("[]")).isEmpty();
        assertThat(parts("{}")).isEmpty();
        assertThat(parts("\"text\"")).isEmpty();
    }

    @Test
    void brokenTextEnds() {
        String json = "{\"a\": [1, \"b\", {\"c\": null}], \"d\": \"e\\n\"}";
        for (int cut = 0; cut < json.length(); cut++) {
            parts(json.substring(0, cut));
        }
    }

    @Test
    void textsAreUnescapedAndQuoted() {
        byte[] text = "a\"b\\c\n\u0001é".getBytes(StandardCharsets.UTF_8);
        byte[] quoted = Json.quoted(text, 0, text.length);

        assertThat(new String(quoted, StandardCharsets.UTF_8)).isEqualTo("\"a\\\"b\\\\c\\n\\u0001é\"");
        assertThat(Json.unescaped(quoted, 1, quoted.length - 2)).isEqualTo(text);
        byte[] pair = "\\ud83d\\ude00\\/".getBytes(StandardCharsets.UTF_8);
        assertThat(new String(Json.unescaped(pair, 0, pair.length), StandardCharsets.UTF_8))
                .isEqualTo("😀/");
    }
}
