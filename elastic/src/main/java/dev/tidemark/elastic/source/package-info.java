/**
 * Reads indexes of Elasticsearch and OpenSearch as they grow, by sequence number up to the global checkpoint, after a
 * refresh: no clock, no ties.
 */
@NullMarked
package dev.tidemark.elastic.source;

import org.jspecify.annotations.NullMarked;
