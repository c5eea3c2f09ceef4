package dev.tidemark.engine.file;

/** By what files are recognised that another collector has read. */
public enum Recognition {
    /** By what cannot deceive: number, beginning or path, as the other collector knows them. */
    CERTAIN,
    /**
     * Else by name, too: a file that was compressed, or copied and emptied, is the only one beside its old place whose
     * name begins with the old one and in which a line ends where the other collector stopped.
     */
    NAME
}
