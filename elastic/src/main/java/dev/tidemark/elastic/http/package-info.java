/**
 * How a cluster is spoken to: several hosts, credentials, TLS, proxies, and what is tried again. Knows nothing of what
 * is asked.
 */
@NullMarked
package dev.tidemark.elastic.http;

import org.jspecify.annotations.NullMarked;
