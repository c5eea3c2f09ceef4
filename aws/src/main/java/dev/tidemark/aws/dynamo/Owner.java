package dev.tidemark.aws.dynamo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whose states a store keeps, and what each of their items says about that.
 *
 * @param collector sets the states apart from all others in the table
 * @param account   customer account
 * @param aliases   attributes that say the stream besides {@code stream}
 * @param keep      how long after its last change an item may be removed by the table; for ever if empty
 */
record Owner(String collector, Optional<String> account, List<String> aliases, Optional<Duration> keep) {
    /** Of states without a {@code state_id}; no state_id has an '@'. */
    private static final String NOBODY = "@default";

    Owner {
        aliases = List.copyOf(aliases);
    }

    static String collector(Optional<String> stateId) {
        return stateId.orElse(NOBODY);
    }
}
