package dev.tidemark.engine.health;

import java.util.Locale;

/** How the collection of a stream goes. */
public enum Health {
    OK,
    /** Expected since a short while, and nothing has happened yet. */
    NEW,
    /** Switched off in the configuration. */
    DISABLED,
    /** Declared in the configuration, and nothing was ever collected. */
    NEVER_SEEN,
    /** Something was collected, and what tells how far is gone or cannot be read. */
    STATE_LOST,
    NOT_RUNNING,
    /** It runs, and fails. */
    FAILING,
    /** The source asks for patience. */
    THROTTLED,
    FALLING_BEHIND,
    /** What is not collected soon may not be there any more. */
    AT_RISK,
    /** It runs, and there is nothing, longer than usual. */
    NO_DATA,
    /** The source does not show it any more. */
    VANISHED,
    /** It is collected, and nothing in the configuration says so. */
    UNEXPECTED;

    /** As it is printed. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether somebody should look. */
    public boolean isBad() {
        return switch (this) {
            case OK, NEW, DISABLED, THROTTLED -> false;
            case NEVER_SEEN, STATE_LOST, NOT_RUNNING, FAILING, FALLING_BEHIND, AT_RISK, NO_DATA, VANISHED, UNEXPECTED ->
                true;
        };
    }

    /** Whether it is told once and then taken as known: it may well be meant. */
    boolean isToldOnce() {
        return this == VANISHED || this == UNEXPECTED;
    }

    /** Whether one good round is not enough to believe that it is over. */
    boolean isSlowToLeave() {
        return isBad() && !isToldOnce() && this != NEVER_SEEN;
    }
}
