package dev.tidemark.cli.cluster;

import dev.tidemark.testkit.server.SearchCluster;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads as is usual: documents with a later time than the latest one that was read, page by page, every second. It does
 * not look beyond the present, so a date in the future does not take it there.
 */
final class UsualReader implements Runnable {
    private static final Pattern HIT =
            Pattern.compile("\"_index\":\"([^\"]+)\",\"_id\":\"([^\"]+)\".*?\"sort\":\\[(-?\\d+)]");
    private static final int PAGE = 1000;

    private final SearchCluster cluster;
    private final String index;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Set<String> read = new HashSet<>();
    private long latest;

    UsualReader(SearchCluster cluster, String index) {
        this.cluster = cluster;
        this.index = index;
    }

    /** {@code INDEX/ID} of what it has read, once it has ended. */
    Set<String> read() {
        return read;
    }

    void end() {
        end.countDown();
    }

    @Override
    public void run() {
        try {
            boolean more = true;
            while (more || !end.await(1, TimeUnit.SECONDS)) {
                more = page() == PAGE;
            }
            while (page() > 0) {
                // all that it still finds
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int page() throws InterruptedException {
        try {
            HttpResponse<String> answer =
                    cluster.send("POST", "/" + index + "/_search?filter_path=hits.hits", """
                    {"query":{"range":{"@timestamp":{"gt":%d,"lte":"now","format":"epoch_millis||strict_date_time"}}},
                    "sort":[{"@timestamp":"asc"}],"size":%d,"_source":false}""".formatted(latest, PAGE));
            return HIT.matcher(answer.body()).results().mapToInt(this::take).sum();
        } catch (IOException e) {
            return 0; // it asks again
        }
    }

    private int take(MatchResult hit) {
        read.add(hit.group(1) + "/" + hit.group(2));
        latest = Long.parseLong(hit.group(3));
        return 1;
    }
}
