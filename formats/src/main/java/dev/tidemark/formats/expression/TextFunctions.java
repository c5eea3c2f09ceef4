package dev.tidemark.formats.expression;

import static dev.tidemark.formats.expression.Functions.ANY;
import static dev.tidemark.formats.expression.Functions.lenient;
import static dev.tidemark.formats.expression.Functions.strict;

import dev.tidemark.formats.value.UnfitValueException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Functions over texts. */
final class TextFunctions {
    private TextFunctions() {}

    static List<Function> all() {
        return List.of(
                strict(
                        "lower",
                        "text",
                        1,
                        1,
                        "the text in lower case",
                        a -> text(a.text(0).toLowerCase(Locale.ROOT))),
                strict(
                        "upper",
                        "text",
                        1,
                        1,
                        "the text in upper case",
                        a -> text(a.text(0).toUpperCase(Locale.ROOT))),
                strict(
                        "trim",
                        "text",
                        1,
                        1,
                        "the text without spaces around it",
                        a -> text(a.text(0).strip())),
                strict(
                        "ltrim",
                        "text",
                        1,
                        1,
                        "without spaces before it",
                        a -> text(a.text(0).stripLeading())),
                strict(
                        "rtrim",
                        "text",
                        1,
                        1,
                        "without spaces after it",
                        a -> text(a.text(0).stripTrailing())),
                strict("length", "text", 1, 1, "how many characters", a -> whole(length(a.text(0)))),
                strict(
                        "substr",
                        "text, start [, count]",
                        2,
                        3,
                        "a part; 1 is the first character, -1 the last",
                        TextFunctions::part),
                strict(
                        "replace",
                        "text, old, new",
                        3,
                        3,
                        "with every `old` replaced",
                        a -> text(a.text(1).isEmpty() ? a.text(0) : a.text(0).replace(a.text(1), a.text(2)))),
                strict(
                        "split",
                        "text, separator",
                        2,
                        2,
                        "a list of the parts between separators",
                        a -> texts(parts(a))),
                strict(
                        "split_part",
                        "text, separator, n",
                        3,
                        3,
                        "the n-th part, from 1 on; empty if there is none",
                        TextFunctions::splitPart),
                lenient(
                        "concat",
                        "value, …",
                        1,
                        ANY,
                        "the values one after another; NULLs are left out",
                        TextFunctions::concat),
                strict(
                        "||",
                        "left, right",
                        2,
                        2,
                        "both texts one after the other; NULL if one is",
                        a -> text(a.text(0) + a.text(1))),
                strict("starts_with", "text, prefix", 2, 2, "whether the text begins so", a -> flag(startsWith(a))),
                strict(
                        "ends_with",
                        "text, suffix",
                        2,
                        2,
                        "whether the text ends so",
                        a -> flag(a.text(0).endsWith(a.text(1)))),
                strict(
                        "contains",
                        "text, part",
                        2,
                        2,
                        "whether the part occurs in the text",
                        a -> flag(a.text(0).contains(a.text(1)))),
                strict(
                        "like",
                        "text, pattern",
                        2,
                        2,
                        "as `text LIKE pattern`",
                        a -> flag(Like.matches(a.text(0), a.text(1)))),
                strict(
                        "ilike",
                        "text, pattern",
                        2,
                        2,
                        "as `text ILIKE pattern`",
                        a -> flag(Like.matches(lower(a.text(0)), lower(a.text(1))))),
                strict(
                        "regexp_matches",
                        "text, pattern",
                        2,
                        2,
                        "whether the pattern occurs in the text",
                        a -> flag(matcher(a).find())),
                strict(
                        "regexp_extract",
                        "text, pattern [, group]",
                        2,
                        3,
                        "what the pattern or a group of it matches first; empty if nothing",
                        TextFunctions::extract),
                strict(
                        "regexp_replace",
                        "text, pattern, new",
                        3,
                        3,
                        "with every match replaced; `\\1` stands for the first group",
                        a -> text(matcher(a)
                                .replaceAll(a.text(2).replace("$", "\\$").replaceAll("\\\\(\\d)", "\\$$1")))));
    }

    private static Value text(String text) {
        return Value.Text.of(text);
    }

    private static Value texts(List<String> texts) {
        return new Value.Items(texts.stream().map(TextFunctions::text).toList());
    }

    private static Value flag(boolean value) {
        return Value.Flag.of(value);
    }

    private static Value whole(long value) {
        return new Value.Whole(value);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static Value part(Arguments arguments) throws UnfitValueException {
        String text = arguments.text(0);
        int length = length(text);
        long start = arguments.whole(1);
        long first = start < 0 ? Math.max(0, length + start) : Math.max(0, start - 1);
        long count = arguments.whole(2, length);
        long end = Math.min(length, first + Math.max(0, Math.min(count, length)));
        if (first >= end) {
            return text("");
        }
        int from = text.offsetByCodePoints(0, (int) first);
        return text(text.substring(from, text.offsetByCodePoints(from, (int) (end - first))));
    }

    private static List<String> parts(Arguments arguments) {
        String separator = arguments.text(1);
        return separator.isEmpty()
                ? List.of(arguments.text(0))
                : List.of(arguments.text(0).split(Pattern.quote(separator), -1));
    }

    private static Value splitPart(Arguments arguments) throws UnfitValueException {
        List<String> parts = parts(arguments);
        long place = arguments.whole(2);
        return text(place >= 1 && place <= parts.size() ? parts.get((int) place - 1) : "");
    }

    private static Value concat(Arguments arguments) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < arguments.count(); i++) {
            @Nullable Value value = arguments.find(i);
            if (value != null) {
                all.append(value);
            }
        }
        return text(all.toString());
    }

    private static boolean startsWith(Arguments arguments) {
        Value.Text text = arguments.slice(0);
        Value.Text prefix = arguments.slice(1);
        return text.length() >= prefix.length()
                && Arrays.equals(
                        text.bytes(),
                        text.from(),
                        text.from() + prefix.length(),
                        prefix.bytes(),
                        prefix.from(),
                        prefix.from() + prefix.length());
    }

    private static Matcher matcher(Arguments arguments) throws UnfitValueException {
        return Patterns.of(arguments.text(1)).matcher(arguments.text(0));
    }

    private static Value extract(Arguments arguments) throws UnfitValueException {
        Matcher matcher = matcher(arguments);
        long group = arguments.whole(2, 0);
        if (group < 0 || group > matcher.groupCount()) {
            throw new UnfitValueException("the pattern " + arguments.text(1) + " has no group " + group);
        }
        @Nullable String found = matcher.find() ? matcher.group((int) group) : null;
        return text(found == null ? "" : found);
    }
}
