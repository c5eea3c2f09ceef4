/**
 * What is left of a folder when the power goes: everything that was not fsynced is lost.
 *
 * <p>A child process runs with {@link dev.tidemark.cli.powercut.JournalingProvider} as its default file system, which
 * writes down each write, fsync, rename and removal. After the process was killed,
 * {@link dev.tidemark.cli.powercut.PowerCut} makes the folder what a disk may hold then. SQLite's own files do not go
 * through Java and are left as they are.
 */
@NullMarked
package dev.tidemark.cli.powercut;

import org.jspecify.annotations.NullMarked;
