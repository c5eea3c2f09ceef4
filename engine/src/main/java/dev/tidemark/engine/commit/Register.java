package dev.tidemark.engine.commit;

import java.util.List;

/**
 * The claim register of a source: its last claim. That claim may still have to be published and its documents rolled
 * forward; the next claim takes its place only when both are done.
 *
 * @param number   of the last claim, 0 before the first
 * @param manifest name of the blob that lists its chunks, empty if there is nothing to finish
 * @param digest   of that blob
 * @param streams  whose documents the claim changes
 * @param cuts     whether it changes the documents of all streams
 * @param quarantine names of the blobs that hold what is set aside and not resolved
 */
record Register(
        String source,
        long number,
        String manifest,
        String digest,
        List<String> streams,
        boolean cuts,
        List<String> quarantine) {
    Register {
        streams = List.copyOf(streams);
        quarantine = List.copyOf(quarantine);
    }

    /** A register without a claim to finish, whose next number is {@code number + 1}. */
    static Register at(String source, long number) {
        return new Register(source, number, "", "", List.of(), false, List.of());
    }

    static String key(String source) {
        return Keys.segment(source) + "/claims";
    }

    boolean pending() {
        return !manifest.isEmpty();
    }

    byte[] encode() {
        return Json.sealed(out -> {
            out.writeStringProperty("source", source);
            out.writeNumberProperty("number", number);
            out.writeStringProperty("manifest", manifest);
            out.writeStringProperty("digest", digest);
            out.writeArrayPropertyStart("streams");
            streams.forEach(out::writeString);
            out.writeEndArray();
            out.writeBooleanProperty("cuts", cuts);
            out.writeArrayPropertyStart("quarantine");
            quarantine.forEach(out::writeString);
            out.writeEndArray();
        });
    }

    /** @throws IllegalArgumentException if it is not a register */
    static Register decode(byte[] value) {
        Json.Members members = Json.read(value);
        return new Register(
                members.text("source"),
                members.number("number"),
                members.text("manifest"),
                members.text("digest"),
                members.list("streams", String.class::cast),
                members.flag("cuts"),
                members.list("quarantine", String.class::cast));
    }
}
