package dev.tidemark.api.state;

import java.time.Instant;

/** Time from {@code start} and before {@code end} that is known to be out of reach, and why. */
public record Gap(Instant start, Instant end, String reason) {}
