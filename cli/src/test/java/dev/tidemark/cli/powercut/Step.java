package dev.tidemark.cli.powercut;

/** What a process did to a disk. */
enum Step {
    /** A folder was made. */
    FOLDER,
    /** A file was made, or emptied to be written anew. */
    CREATE,
    /** Bytes were written to a file. */
    WRITE,
    /** A file's content is durable; more: its size. */
    SYNC,
    /** The names in a folder are durable. */
    SYNC_FOLDER,
    /** A file got another name; more: that name. */
    RENAME,
    /** A file got a second name; more: that name. */
    LINK,
    /** A name was removed. */
    DELETE,
    /** A file whose name is about to go is kept; more: where. */
    SHELVE
}
