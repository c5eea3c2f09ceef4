package dev.tidemark.elastic.source;

import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.Call;
import java.io.IOException;
import java.util.Optional;

/** Makes visible what is indexed, where that is allowed; where it is not, a search shows what the index itself shows. */
record Refresh(Cluster cluster) {
    /** Why an index was not refreshed, for people; empty if it was. */
    Optional<String> of(String index) throws IOException {
        if (IndexNames.isElsewhere(index)) {
            return Optional.of("no cluster refreshes indexes of another one, such as " + index);
        }
        Answer answer = cluster.send(Call.post(index, "_refresh"));
        if (answer.is(403)) {
            return Optional.of("the privilege 'maintenance' is missing for " + index + ", so it is not refreshed");
        }
        Cluster.refuse(answer, "maintenance", index);
        answer.success();
        return Optional.empty();
    }
}
