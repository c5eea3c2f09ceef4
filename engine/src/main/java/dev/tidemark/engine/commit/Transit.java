package dev.tidemark.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.CorruptStateException;
import java.util.Optional;

/**
 * What stands in the place of a claim register while the state of its source is moved from one store to another. No
 * collector goes on from it, in either store.
 *
 * @param place    where the state goes to, or comes from
 * @param register of a state that leaves: the register, byte for byte; empty if there was none
 */
record Transit(String source, Way way, String place, Optional<String> register) {
    enum Way {
        LEAVING("leaving_for"),
        ARRIVING("arriving_from");

        private final String member;

        Way(String member) {
            this.member = member;
        }
    }

    private static final String REGISTER = "register";

    static Transit leaving(String source, String to, Optional<byte[]> register) {
        return new Transit(source, Way.LEAVING, to, register.map(value -> new String(value, UTF_8)));
    }

    static Transit arriving(String source, String from) {
        return new Transit(source, Way.ARRIVING, from, Optional.empty());
    }

    /** Empty if the value is something else. */
    static Optional<Transit> of(Json.Members value) {
        for (Way way : Way.values()) {
            if (value.has(way.member)) {
                return Optional.of(new Transit(
                        value.text("source"),
                        way,
                        value.text(way.member),
                        value.has(REGISTER) ? Optional.of(value.text(REGISTER)) : Optional.empty()));
            }
        }
        return Optional.empty();
    }

    /** The register of a state that leaves. */
    Optional<byte[]> value() {
        return register.map(text -> text.getBytes(UTF_8));
    }

    byte[] encode() {
        return Json.sealed(out -> {
            out.writeStringProperty("source", source);
            out.writeStringProperty(way.member, place);
            register.ifPresent(text -> out.writeStringProperty(REGISTER, text));
        });
    }

    /** Why nothing can be collected by it. */
    CorruptStateException refusal(String key) {
        String moved = switch (way) {
            case LEAVING -> "the state of " + source + " is being moved to " + place;
            case ARRIVING -> "the state of " + source + " is being moved here from " + place;
        };
        return new CorruptStateException(
                "the claim register " + key,
                moved,
                "If nothing moves it any more, finish that: run the same 'tidemark state migrate' again, with the"
                        + " configuration that it had");
    }
}
