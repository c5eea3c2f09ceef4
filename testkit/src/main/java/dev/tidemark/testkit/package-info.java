/**
 * What every implementation of the api is tested with: a contract per interface, implementations in memory, and faults
 * that strike at any call.
 */
@NullMarked
package dev.tidemark.testkit;

import org.jspecify.annotations.NullMarked;
