/** What has been collected, as a value. */
@NullMarked
package dev.tidemark.api.state;

import org.jspecify.annotations.NullMarked;
