package dev.tidemark.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.server.SearchCluster;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Indexes documents in bulk as a careless program does: its clock is wrong, times are equal, documents change. */
final class Writer implements Runnable {
    private static final Pattern STATUS = Pattern.compile("\"status\":(\\d+)");
    private static final int BULK = 100;
    /** A document that changes is one of the last of its writer. */
    private static final int YOUNG = 60;

    private static final Duration PAUSE = Duration.ofMillis(300);

    private record Operation(String action, String id) {}

    private final SearchCluster cluster;
    private final String target;
    private final String name;
    private final int documents;
    private final AtomicLong written;
    private final Random random;
    private final Duration skew;
    private final Deque<String> young = new ArrayDeque<>();
    private final Set<String> deleted = new HashSet<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private int next;

    /**
     * @param target    alias to write to
     * @param documents how many it makes
     * @param written   counts those of all writers
     */
    Writer(SearchCluster cluster, String target, int number, int documents, AtomicLong written, long seed) {
        this.cluster = cluster;
        this.target = target;
        this.name = "w" + number;
        this.documents = documents;
        this.written = written;
        random = new Random(seed * 1000 + number);
        skew = Duration.ofMillis((long) (random.nextGaussian() * 200));
    }

    @Override
    public void run() {
        List<Operation> again = new ArrayList<>();
        while (next < documents || !again.isEmpty()) {
            List<Operation> bulk = new ArrayList<>(again);
            while (bulk.size() < BULK && next < documents) {
                bulk.add(operation());
            }
            again = send(bulk);
        }
    }

    /** The ids of the documents that it has deleted, once it has ended. */
    Set<String> deleted() {
        return deleted;
    }

    private Operation operation() {
        int dice = random.nextInt(100);
        if (dice < 10 && young.size() > YOUNG / 2) {
            return new Operation("index", young.peekFirst());
        }
        if (dice < 12 && young.size() > YOUNG / 2) {
            String id = young.removeFirst();
            deleted.add(id);
            return new Operation("delete", id);
        }
        String id = name + "-" + next++;
        young.addLast(id);
        if (young.size() > YOUNG) {
            young.removeFirst();
        }
        return new Operation("index", id);
    }

    /** What was not confirmed, and must be sent again. */
    private List<Operation> send(List<Operation> bulk) {
        StringBuilder body = new StringBuilder();
        for (Operation each : bulk) {
            body.append("{\"" + each.action + "\":{\"_id\":\"" + each.id + "\"}}\n");
            if (each.action.equals("index")) {
                body.append(
                        "{\"@timestamp\":\"" + time() + "\",\"number\":" + next + ",\"message\":\"something happened"
                                + " at place " + random.nextInt(1000) + " and was written down\"}\n");
            }
        }
        try {
            HttpResponse<String> answer =
                    cluster.send("POST", "/" + target + "/_bulk?filter_path=items.*.status", body.toString());
            return unconfirmed(bulk, answer);
        } catch (IOException e) {
            pause();
            return bulk;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Operation> unconfirmed(List<Operation> bulk, HttpResponse<String> answer) {
        List<Integer> states = STATUS.matcher(answer.body())
                .results()
                .map((MatchResult status) -> Integer.valueOf(status.group(1)))
                .toList();
        if (answer.statusCode() != 200 || states.size() != bulk.size()) {
            pause();
            return bulk;
        }
        List<Operation> again = new ArrayList<>();
        for (int i = 0; i < bulk.size(); i++) {
            int status = states.get(i);
            if (status == 429 || status >= 500) {
                again.add(bulk.get(i));
            } else {
                assertThat(status).as(bulk.get(i).toString()).isIn(200, 201, 404);
            }
        }
        written.addAndGet(bulk.size() - again.size());
        return again;
    }

    /** By a clock that is wrong; often to the second, so equal to others; sometimes in the far future. */
    private String time() {
        int dice = random.nextInt(1000);
        if (dice < 5) {
            return "2099-01-01T00:00:00.000Z";
        }
        Instant now = Instant.now().plus(skew);
        return dice < 200
                ? Instant.ofEpochSecond(now.getEpochSecond()).toString()
                : Instant.ofEpochMilli(now.toEpochMilli()).toString();
    }

    private void pause() {
        try {
            boolean unused = never.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
