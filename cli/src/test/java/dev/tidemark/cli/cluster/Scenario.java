package dev.tidemark.cli.cluster;

import dev.tidemark.testkit.server.SearchNode;

/** What happens while an index is written and read. */
enum Scenario {
    CALM(0, "DOCUMENT"),
    COLLECTOR_KILLED(20, "DOCUMENT"),
    NODE_KILLED(0, "DOCUMENT"),
    ROLLOVER(0, "DOCUMENT"),
    FAILOVERS(0, "DOCUMENT"),
    SEGMENT_REPLICATION(0, "SEGMENT"),
    EVERYTHING(20, "DOCUMENT"),
    EVERYTHING_WITH_SEGMENT_REPLICATION(20, "SEGMENT");

    private final int kills;
    private final String replication;

    Scenario(int kills, String replication) {
        this.kills = kills;
        this.replication = replication;
    }

    /** How often the collector is killed. */
    int kills() {
        return kills;
    }

    /** Settings of the index besides those of all scenarios, as members of JSON. */
    String settings() {
        return replication.equals("SEGMENT") ? ",\"replication.type\":\"SEGMENT\"" : "";
    }

    boolean possibleWith(SearchNode product) {
        return product == SearchNode.OPENSEARCH || !replication.equals("SEGMENT");
    }

    boolean killsNode() {
        return this == NODE_KILLED || everything();
    }

    boolean rollsOver() {
        return this == ROLLOVER || everything();
    }

    boolean failsOver() {
        return this == FAILOVERS || everything();
    }

    private boolean everything() {
        return this == EVERYTHING || this == EVERYTHING_WITH_SEGMENT_REPLICATION;
    }
}
