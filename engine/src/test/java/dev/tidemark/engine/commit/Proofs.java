package dev.tidemark.engine.commit;

import dev.tidemark.testkit.Faults;
import dev.tidemark.testkit.Racers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Tries to make a collector lose or repeat a row. Each proof returns what went wrong first: nothing for the real one,
 * something for one that is twisted.
 */
final class Proofs {
    private static final int ROUNDS = 150;

    private Proofs() {}

    /** Every call fails or dies once, before and after its effect; the next process goes on. */
    static Optional<String> aFaultAtEveryCall(Scene.Twist twist) {
        for (Faults.Kind kind : Faults.Kind.values()) {
            boolean struck = true;
            for (int call = 1; struck; call++) {
                Faults faults = new Faults(call, kind);
                Optional<String> wrong = check(twist, scene -> crash(scene, 4, faults));
                if (wrong.isPresent()) {
                    return wrong.map(what -> faults + ": " + what);
                }
                struck = faults.struck();
            }
        }
        return Optional.empty();
    }

    /** At every call another collector, which needs fewer claims, gets to run to its end. */
    static Optional<String> anotherCollectorAtEveryCall(Scene.Twist twist) {
        boolean struck = true;
        for (int call = 1; struck; call++) {
            int at = call;
            List<Faults> made = new ArrayList<>();
            Optional<String> wrong = check(twist, scene -> {
                Faults faults = Faults.interrupted(at, () -> scene.collectInTheEnd(5, Faults.none()));
                made.add(faults);
                scene.collectInTheEnd(2, faults);
            });
            if (wrong.isPresent()) {
                return wrong.map(what -> "another collector at call " + at + ": " + what);
            }
            struck = made.getFirst().struck();
        }
        return Optional.empty();
    }

    /** At every call the process dies after another collector, which dies too at a random call, had its turn. */
    static Optional<String> manyCrashes(Scene.Twist twist, long seed) {
        Random seeds = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(seeds.nextLong());
            Optional<String> wrong = check(twist, scene -> {
                for (int crash = random.nextInt(9); crash >= 0; crash--) {
                    crash(scene, 1 + random.nextInt(6), history(scene, random));
                }
            });
            if (wrong.isPresent()) {
                return wrong.map(what -> "seed " + seed + ": " + what);
            }
        }
        return Optional.empty();
    }

    /** Two to four collectors at once. With equal chunks they would not show that compare-and-set is missing. */
    static Optional<String> race(Scene.Twist twist, int rounds) {
        for (int round = 0; round < rounds; round++) {
            int collectors = 2 + round % 3;
            Optional<String> wrong = check(twist, scene -> {
                List<Callable<Integer>> racers = IntStream.rangeClosed(1, collectors)
                        .<Callable<Integer>>mapToObj(rows -> () -> {
                            scene.collectInTheEnd(rows, Faults.turns());
                            return rows;
                        })
                        .toList();
                Racers.run(racers);
            });
            if (wrong.isPresent()) {
                return wrong.map(what -> collectors + " collectors: " + what);
            }
        }
        return Optional.empty();
    }

    @FunctionalInterface
    private interface History {
        void play(Scene scene) throws Exception;
    }

    /** After whatever happened, a good run must bring what is missing and nothing else, and so must the next. */
    private static Optional<String> check(Scene.Twist twist, History history) {
        Scene scene = new Scene(twist);
        try {
            history.play(scene);
            scene.collectInTheEnd(4, Faults.none());
            if (!scene.visible().equals(scene.expected())) {
                return Optional.of("visible are " + scene.visible() + ", not " + scene.expected());
            }
            scene.grow();
            history.play(scene);
            scene.collectInTheEnd(4, Faults.none());
            if (!scene.visible().equals(scene.expected())) {
                return Optional.of("at last visible are " + scene.visible() + ", not " + scene.expected());
            }
            return Optional.empty();
        } catch (Exception | Faults.Killed e) {
            return Optional.of("it ended with " + e);
        }
    }

    private static void crash(Scene scene, int batchRows, Faults faults) throws IOException {
        try {
            scene.collectInTheEnd(batchRows, faults);
        } catch (IOException | Faults.Killed e) {
            if (!faults.struck()) {
                throw e;
            }
        }
    }

    private static Faults history(Scene scene, Random random) {
        int call = 1 + random.nextInt(60);
        if (random.nextInt(3) > 0) {
            Faults.Kind[] kinds = Faults.Kind.values();
            return new Faults(call, kinds[random.nextInt(kinds.length)]);
        }
        int other = 1 + random.nextInt(60);
        int rows = 1 + random.nextInt(6);
        return Faults.interrupted(call, () -> crash(scene, rows, new Faults(other, Faults.Kind.KILL_AFTER)));
    }
}
