/** Real servers for tests: started, killed and started again, and connections to them that break when a test says so. */
@NullMarked
package dev.tidemark.testkit.server;

import org.jspecify.annotations.NullMarked;
