package dev.tidemark.cli.sample;

import java.util.function.IntFunction;

/** Whom the logs talk about: a company's accounts, people, roles, machines, and one stranger. Thread-safe. */
final class Cast {
    /** Comes from outside and is up to no good: the same address is in every log. */
    static final String INTRUDER = "203.0.113.66";

    private static final String[] PEOPLE = {
        "alice", "bruno", "chiara", "dmitri", "elif", "farid", "greta", "hugo", "ines", "jonas", "kavya", "luis"
    };
    private static final String[] TEAMS = {
        "app", "data", "etl", "ci", "eks-node", "lambda", "ops", "audit", "backup", "stream"
    };

    final String[] accounts;
    final String[] regions = {"us-east-1", "eu-west-1", "ap-southeast-2", "us-west-2"};
    final String[] users = PEOPLE;
    final String[] roles;
    final String[] principals;
    final String[] buckets;
    final String[] instances;
    final String[] functions;
    final String[] keys;
    final String[] accessKeys;
    final String[] insideAddresses;
    final String[] outsideAddresses;
    final String[] interfaces;

    Cast(long seed) {
        Dice dice = Dice.of(seed, "cast", 0);
        accounts = make(8, i -> String.valueOf(111_122_223_333L + i * 100_010_001_111L));
        roles = make(40, i -> "prod-" + TEAMS[i % TEAMS.length] + "-role-" + i);
        principals = make(40, i -> "AROA" + dice.text(Dice.BASE32, 17));
        buckets = make(80, i -> "corp-" + TEAMS[i % TEAMS.length] + "-" + dice.text(Dice.HEX, 6));
        instances = make(300, i -> "i-0" + dice.text(Dice.HEX, 16));
        functions = make(60, i -> TEAMS[i % TEAMS.length] + "-handler-" + i);
        keys = make(30, i -> uuid(dice));
        accessKeys = make(1500, i -> "ASIA" + dice.text(Dice.BASE32, 16));
        insideAddresses = make(900, i -> "10." + dice.below(16) + "." + dice.below(256) + "." + (1 + dice.below(254)));
        outsideAddresses = make(3000, i -> outside(dice));
        interfaces = make(400, i -> "eni-0" + dice.text(Dice.HEX, 16));
    }

    private static String outside(Dice dice) {
        int first = 11 + dice.below(160);
        return (first == 127 ? 128 : first) + "." + dice.below(256) + "." + dice.below(256) + "."
                + (1 + dice.below(254));
    }

    private static String uuid(Dice dice) {
        StringBuilder out = new StringBuilder();
        dice.appendUuid(out);
        return out.toString();
    }

    private static String[] make(int count, IntFunction<String> one) {
        String[] all = new String[count];
        for (int i = 0; i < count; i++) {
            all[i] = one.apply(i);
        }
        return all;
    }
}
