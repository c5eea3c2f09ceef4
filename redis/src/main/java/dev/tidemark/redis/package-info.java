/**
 * The collection state in Redis: a hash for each value, changed by scripts that compare before they set.
 *
 * <p>{@link dev.tidemark.redis.RedisStoreType} is all that others see.
 */
@NullMarked
package dev.tidemark.redis;

import org.jspecify.annotations.NullMarked;
