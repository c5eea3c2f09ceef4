package dev.tidemark.formats.value;

import java.nio.charset.StandardCharsets;

/**
 * A value is not what it should be; the record that holds it is set aside. Has no stack trace: it tells about data, and
 * there may be many.
 */
public final class UnfitValueException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 120;

    /** @param reason which value, and what it is not */
    public UnfitValueException(String reason) {
        super(reason, null, false, false);
    }

    /** Says {@code 'value' is not …}. */
    public static UnfitValueException of(byte[] bytes, int from, int length, String isNot) {
        return of(new String(bytes, from, length, StandardCharsets.UTF_8), isNot);
    }

    /** Says {@code 'value' is not …}. */
    public static UnfitValueException of(String value, String isNot) {
        String shown = value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
        return new UnfitValueException("'" + shown + "' " + isNot);
    }

    /** The reason, as {@link #getMessage} but never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
