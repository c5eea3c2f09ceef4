package dev.tidemark.api;

import java.io.IOException;

/** State is there but cannot be read: stop, a person must look. Never taken for "nothing collected yet". */
public final class CorruptStateException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * @param place  which document, as a user can find it
     * @param reason what is wrong with it
     * @param remedy what to do
     */
    public CorruptStateException(String place, String reason, String remedy) {
        super(place + " cannot be used: " + reason + ". " + remedy);
    }
}
