package dev.tidemark.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PagedSource} does; a test of a source extends it. Records are lines of text.
 *
 * @param <P> the position
 */
public abstract class PagedSourceContract<P> {
    /** A new object, as another process would make it, over everything that was added. */
    protected abstract PagedSource<P> source() throws IOException;

    /** Makes the place give one record more, behind all that it has. */
    protected abstract void add(String record) throws IOException;

    @Test
    void whatIsThereIsGivenOnceInItsOrder() throws IOException {
        add("a", "b", "c", "d", "e");
        List<String> records = new ArrayList<>();
        try (PagedSource<P> source = source()) {
            read(source, source.first(), records);
        }
        assertThat(records).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void readingGoesOnInAnotherProcessWhereItEnded() throws IOException {
        add("a", "b", "c");
        List<String> records = new ArrayList<>();
        String saved;
        try (PagedSource<P> source = source()) {
            saved = source.encode(read(source, source.first(), records));
        }
        add("d");
        try (PagedSource<P> source = source()) {
            P end = read(source, source.decode(saved), records);
            assertThat(source.next(end)).isEmpty();
        }
        assertThat(records).containsExactly("a", "b", "c", "d");
    }

    @Test
    void everyPositionCanBeWrittenAndReadBack() throws IOException {
        add("a", "b", "c", "d", "e");
        try (PagedSource<P> source = source()) {
            P position = source.first();
            Optional<Page<P>> page = source.next(position);
            while (page.isPresent()) {
                String written = source.encode(position);
                assertThat(source.encode(source.decode(written))).isEqualTo(written);
                assertThat(source.encode(page.get().after())).isNotEqualTo(written);
                position = page.get().after();
                page = source.next(position);
            }
        }
    }

    @Test
    void whatFollowsAPositionMayGrowButBeginsTheSame() throws IOException {
        add("a");
        try (PagedSource<P> source = source()) {
            assertThat(text(source.next(source.first()))).startsWith("a");
            add("b");
            assertThat(text(source.next(source.first()))).startsWith("a");
        }
    }

    @Test
    void whereThereIsNothingThereIsNoPage() throws IOException {
        try (PagedSource<P> source = source()) {
            assertThat(source.next(source.first())).isEmpty();
        }
    }

    @Test
    void aPositionThatIsNotItsOwnIsRefused() throws IOException {
        try (PagedSource<P> source = source()) {
            for (String other : List.of("{\"no such member\":[]}", "[]", "null", "\"\"", "{}")) {
                assertThatThrownBy(() -> source.decode(other)).as(other).isInstanceOf(RuntimeException.class);
            }
        }
    }

    private void add(String... records) throws IOException {
        for (String record : records) {
            add(record);
        }
    }

    /** Reads to the end, which is returned. */
    private P read(PagedSource<P> source, P from, List<String> records) throws IOException {
        P position = from;
        Optional<Page<P>> page = source.next(position);
        while (page.isPresent()) {
            text(page).lines().forEach(records::add);
            position = page.get().after();
            page = source.next(position);
        }
        return position;
    }

    /** Of a page that is there; records are what stands last in a line. */
    private String text(Optional<Page<P>> page) {
        return new String(page.orElseThrow().records(), UTF_8)
                .lines()
                .map(this::record)
                .reduce("", (one, other) -> one + other + "\n");
    }

    /** The record in a line of a page. */
    protected String record(String line) {
        return line;
    }
}
