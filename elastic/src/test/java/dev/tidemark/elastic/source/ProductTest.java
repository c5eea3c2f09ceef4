package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.Call;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cluster is, by what it says of itself. */
class ProductTest {
    @Test
    void itIsWhatItSays() throws IOException {
        assertThat(Product.of(answer(200, "{\"version\":{\"number\":\"8.19.21\",\"build_flavor\":\"default\"}}")))
                .isEqualTo(new Product(false, 8, 19, "default"));
        assertThat(Product.of(answer(200, "{\"version\":{\"distribution\":\"opensearch\",\"number\":\"3.6.0\"}}")))
                .isEqualTo(new Product(true, 3, 6, ""));
    }

    @Test
    void anOpenSearchThatGivesTheNumberOfAnElasticsearchIsAnOpenSearchOfAnyAge() throws IOException {
        Product product = Product.of(
                answer(
                        200,
                        "{\"version\":{\"number\":\"7.10.2\"},\"tagline\":\"The OpenSearch Project: https://opensearch.org/\"}"));

        assertThat(product.isOpenSearch()).isTrue();
        assertThat(product.tieBreak()).isEqualTo("_id");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void oneThatCannotAnswerNowIsNotTakenForAnElasticsearch(int status) {
        assertThatThrownBy(() -> Product.of(answer(status, ""))).hasMessageContaining(" answered " + status);
    }

    private static Answer answer(int status, String body) {
        return new Answer(
                Call.get(""),
                URI.create("http://es"),
                "[sources.s.config]",
                status,
                Map.of(),
                body.getBytes(UTF_8),
                false);
    }
}
