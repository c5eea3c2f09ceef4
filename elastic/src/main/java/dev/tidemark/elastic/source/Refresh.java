package dev.tidemark.elastic.source;

import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.Call;
import java.io.IOException;
import java.util.function.Consumer;

/** Makes visible what is indexed, where that is allowed; where it is not, a search shows what the index itself shows. */
record Refresh(Cluster cluster, IndexSettings settings, Consumer<String> warnings) {
    void of(String index) throws IOException {
        if (IndexNames.isElsewhere(index)) {
            return; // No cluster refreshes the indexes of another one.
        }
        Answer answer = cluster.send(Call.post(index, "_refresh"));
        if (answer.is(403)) {
            warnings.accept(
                    "the privilege 'maintenance' is missing for " + index + ", so it is not refreshed: a document"
                            + " that becomes visible later than "
                            + ModeSettings.seconds(settings.how().settle())
                            + " ('settle') after its time is found only within 'overlap'. Make 'settle' longer than the"
                            + " index's refresh_interval");
            return;
        }
        Cluster.refuse(answer, "maintenance", index);
        answer.success();
    }
}
