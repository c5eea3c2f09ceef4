package dev.tidemark.elastic.state;

import dev.tidemark.testkit.server.SearchNode;

class OpenSearchStateStoreIT extends ElasticStateStoreContract {
    OpenSearchStateStoreIT() {
        super(SearchNode.OPENSEARCH);
    }
}
