/** State and blobs in local folders, durable when a call returns. */
@NullMarked
package dev.tidemark.engine.store;

import org.jspecify.annotations.NullMarked;
