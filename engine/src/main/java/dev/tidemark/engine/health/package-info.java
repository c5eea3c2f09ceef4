/**
 * Judges from the records alone how the collection of every expected stream goes, and when to raise an alarm. Pure:
 * given settings, records, what the last check left and the time, the answer is always the same.
 */
@NullMarked
package dev.tidemark.engine.health;

import org.jspecify.annotations.NullMarked;
