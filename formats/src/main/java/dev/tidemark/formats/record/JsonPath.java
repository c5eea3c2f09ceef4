package dev.tidemark.formats.record;

import java.util.ArrayList;
import java.util.List;

/** Paths of members: names separated by dots; {@code \.} is a dot within a name, and {@code \\} a backslash. */
final class JsonPath {
    private JsonPath() {}

    static List<String> split(String path) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (int at = 0; at < path.length(); at++) {
            char c = path.charAt(at);
            if (c == '\\' && at + 1 < path.length()) {
                name.append(path.charAt(++at));
            } else if (c == '.') {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString());
        return names;
    }
}
