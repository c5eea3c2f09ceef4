package dev.tidemark.engine.collect;

import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lines that grow in number and are read by it, so many at once. An empty text makes an empty page of its own; what is
 * {@code bad}, {@code torn} or {@code skip} is what it is to {@link Lines}.
 */
final class Feed implements PagedSource<Integer> {
    private final List<String> texts = new ArrayList<>();
    private final Map<Integer, IOException> failures = new ConcurrentHashMap<>();
    private int pageLines = 2;
    private volatile int asked;

    Feed(String... texts) {
        add(texts);
    }

    void add(String... more) {
        texts.addAll(List.of(more));
    }

    /** What was added after a line. */
    List<String> after(int line) {
        return List.copyOf(texts.subList(line, texts.size()));
    }

    void set(int line, String text) {
        texts.set(line, text);
    }

    void pageLines(int lines) {
        pageLines = lines;
    }

    /** What follows a line cannot be told from now on, or again if there is no reason. */
    void fail(int line, @Nullable IOException reason) {
        if (reason == null) {
            failures.remove(line);
        } else {
            failures.put(line, reason);
        }
    }

    /** How often it was asked for what follows. */
    int asked() {
        return asked;
    }

    @Override
    public Integer first() {
        return 0;
    }

    @Override
    public String encode(Integer position) {
        return "{ \"line\": " + position + " }";
    }

    @Override
    public Integer decode(String json) {
        if (!json.matches("\\{\\s*\"line\"\\s*:\\s*\\d+\\s*}")) {
            throw new IllegalArgumentException("a line number is expected");
        }
        return Integer.valueOf(json.replaceAll("\\D", ""));
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread asks, another only reads
    public Optional<Page<Integer>> next(Integer position) throws IOException {
        asked++;
        IOException failure = failures.get(position);
        if (failure != null) {
            throw failure;
        }
        int to = Math.min(position + pageLines, texts.size());
        return position == to ? Optional.empty() : Optional.of(new Page<>(bytes(position, to), to, told(position, to)));
    }

    private Page.Told told(int from, int to) {
        List<String> page =
                texts.subList(from, to).stream().filter(text -> !text.isEmpty()).toList();
        return new Page.Told(
                page.isEmpty() ? Optional.empty() : Optional.of(page.getLast()),
                Optional.of("page " + to),
                OptionalLong.of(page.stream().mapToLong(String::length).sum()));
    }

    private byte[] bytes(int from, int to) {
        String[] page =
                texts.subList(from, to).stream().filter(text -> !text.isEmpty()).toArray(String[]::new);
        return page.length == 0 ? new byte[0] : Lines.content("2025-03-01", page);
    }
}
