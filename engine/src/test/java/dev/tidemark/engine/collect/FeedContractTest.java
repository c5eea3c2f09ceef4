package dev.tidemark.engine.collect;

import dev.tidemark.api.PagedSource;
import dev.tidemark.testkit.PagedSourceContract;

class FeedContractTest extends PagedSourceContract<Integer> {
    private final Feed feed = new Feed();

    @Override
    protected PagedSource<Integer> source() {
        return feed;
    }

    @Override
    protected void add(String record) {
        feed.add(record);
    }

    @Override
    protected String record(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }
}
