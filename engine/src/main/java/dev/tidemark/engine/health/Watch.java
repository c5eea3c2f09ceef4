package dev.tidemark.engine.health;

import java.time.Instant;

/**
 * What the checker remembers of a stream.
 *
 * @param health    as it was last told; a bad one stays until two rounds were good
 * @param since     when that began
 * @param told      when it was told last
 * @param polls     rounds of the stream when it was last found bad
 * @param firstSeen when the checker first expected it
 * @param recorded  whether it had a record
 */
record Watch(Health health, Instant since, Instant told, long polls, Instant firstSeen, boolean recorded) {}
