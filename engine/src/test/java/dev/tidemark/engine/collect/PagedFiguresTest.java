package dev.tidemark.engine.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.engine.commit.Records;
import dev.tidemark.engine.state.Statistics;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is told of the collection of a source that is read on from a position of its own. */
class PagedFiguresTest {
    private final Feed feed = new Feed("one", "two", "three", "bad", "five");
    private final FeedTrial trial = new FeedTrial(feed);

    @Test
    void theLastDocumentAndItsNumberAreTold() throws IOException {
        trial.collect();

        Statistics told = told();
        assertThat(told.documents()).isEqualTo(5);
        assertThat(told.lastDocument()).contains("five");
        assertThat(told.lastScroll()).contains("page 5");
        assertThat(told.lastOffset()).hasValue(5);
        assertThat(told.processing().bytes())
                .as("of the documents, not of the lines that were made of them")
                .isEqualTo("onetwothreebadfive".length());
        assertThat(told.lastPoll()).contains(trial.clock().instant());
    }

    @Test
    void aRoundWithoutDocumentsIsEmptyAndMovesNoOffset() throws IOException {
        trial.collect();
        trial.collect();
        feed.add("six");
        trial.collect();

        Statistics told = told();
        assertThat(told.polls()).isEqualTo(3);
        assertThat(told.processing().successful()).isEqualTo(2);
        assertThat(told.processing().empty()).isEqualTo(1);
        assertThat(told.lastOffset()).hasValue(6);
        assertThat(told.lastDocument()).contains("six");
    }

    @Test
    void aPageWithoutDocumentsKeepsTheLastOne() throws IOException {
        trial.collect();
        feed.add("", "", "");
        trial.collect();

        assertThat(told().lastDocument()).contains("five");
        assertThat(told().lastOffset()).hasValue(5);
    }

    @Test
    void aPollThatFailsIsAnErrorAndNoPollThatBroughtNothing() throws IOException {
        trial.collect();
        feed.fail(5, new IOException("no answer from https://me:secret@host/index"));
        assertThatThrownBy(trial::collect).isInstanceOf(IOException.class);

        Statistics told = told();
        assertThat(told.errors())
                .as("the failure, and the record that was set aside")
                .isEqualTo(2);
        assertThat(told.lastError()).contains("no answer from https://host/index");
        assertThat(told.polls()).isEqualTo(2);
        assertThat(told.processing().empty()).isZero();
        assertThat(told.processing().successful()).isEqualTo(1);
        assertThat(told.lastOffset()).hasValue(5);
    }

    private Statistics told() throws IOException {
        Records records = new Records("src", trial.store, warning -> {});
        return records.find("feed").orElseThrow().statistics();
    }
}
