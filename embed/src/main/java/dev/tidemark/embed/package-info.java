/**
 * For programs that embed Tidemark: a workspace, collecting into it, and looking after what is remembered.
 *
 * <p>Whatever is not of this package is reached through a {@link dev.tidemark.embed.Workspace}.
 */
@NullMarked
package dev.tidemark.embed;

import org.jspecify.annotations.NullMarked;
