package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Listing;
import dev.tidemark.api.Problem;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.CollectionState;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run would read by a state that is not saved, or not yet. Lists the source, reads nothing of it and changes
 * nothing.
 *
 * @param artifacts that would be read, in the order of the listing; of a source that is read on from positions of its
 *                  own one for each stream, which stands for all that follows
 * @param skipped   that were listed and would not be read; a source may leave out those it need not list
 * @param problems  what could not be listed
 */
public record Preview(List<Artifact> artifacts, List<Artifact> skipped, List<Problem> problems) {
    public Preview {
        artifacts = List.copyOf(artifacts);
        skipped = List.copyOf(skipped);
        problems = List.copyOf(problems);
    }

    /**
     * What a run without bounds would read.
     *
     * @param states what would be counted of each stream
     * @param now    when it would run
     * @throws IOException if nothing at all can be listed
     */
    public static Preview of(SourceSpec spec, Map<String, CollectionState> states, Instant now) throws IOException {
        Bounds bounds = new Bounds(Range.ALL, spec.begin(), RunOptions.Mode.NEW, now.minus(spec.delay()));
        Looking looking = new Looking(
                Cursors.of(states), new News(bounds, stream -> states.getOrDefault(stream, CollectionState.EMPTY)));
        if (spec.pages().isPresent()) {
            spec.pages().get().ahead(looking).forEach(looking::offer);
        } else {
            spec.source().discover(bounds.listing(states.values()), looking);
        }
        return new Preview(looking.artifacts, looking.skipped, looking.problems);
    }

    private static final class Looking implements Listing {
        private final Map<String, String> cursors;
        private final Choice choice;
        private final List<Artifact> artifacts = new ArrayList<>();
        private final List<Artifact> skipped = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        Looking(Map<String, String> cursors, Choice choice) {
            this.cursors = cursors;
            this.choice = choice;
        }

        @Override
        public CollectionState state(String stream) {
            return choice.known(stream);
        }

        @Override
        public Map<String, String> cursors() {
            return cursors;
        }

        @Override
        public void offer(Artifact artifact) {
            Optional<Artifact> read = choice.choose(artifact).filter(each -> each.content() != Artifact.Content.KNOWN);
            if (read.isPresent()) {
                artifacts.add(read.get());
            } else {
                skipped.add(artifact);
            }
        }

        @Override
        public void ignored(String location) {
            // by its name no artifact: no run would read it
        }

        @Override
        public void problem(Problem problem) {
            problems.add(problem);
        }
    }
}
