package dev.tidemark.testkit;

/** What may have become of a value in a store. */
public enum Damage {
    /** One byte of it is another. */
    CHANGED,
    /** Its second half is gone. */
    TRUNCATED,
    /** Nothing of it is left but the place where it was. */
    EMPTY,
    /** It is laid out as no version of the store known today does it: another type, or without what belongs to it. */
    FUTURE
}
