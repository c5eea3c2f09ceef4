package dev.tidemark.elastic.state;

import dev.tidemark.testkit.server.SearchNode;

class ElasticsearchStateStoreIT extends ElasticStateStoreContract {
    ElasticsearchStateStoreIT() {
        super(SearchNode.ELASTICSEARCH);
    }
}
