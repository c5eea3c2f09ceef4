package dev.tidemark.engine.commit;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.CorruptStateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sums up the claims of a source that are older than its history, so that their manifests can be forgotten.
 *
 * <p>What one claim after another stored is not always counted: a rewind goes on from an earlier claim. So each state
 * that one can go back to has accounts of its own, unless it continues the same claims.
 */
final class Folding {
    /** @param blobs that were written for it */
    record Folded(Register register, List<String> blobs) {}

    private final Blobs blobs;
    private final Manifests manifests;
    private final Accounts accounts;
    private final Checkpoints checkpoints;

    Folding(Blobs blobs, Manifests manifests, Accounts accounts, Checkpoints checkpoints) {
        this.blobs = blobs;
        this.manifests = manifests;
        this.accounts = accounts;
        this.checkpoints = checkpoints;
    }

    boolean isDue(Register register, long upTo) {
        return upTo - Accounts.folded(register) >= Ledger.HISTORY;
    }

    /**
     * The register that does without the manifests up to a claim; they can be forgotten once it is saved. Empty if what
     * they stored cannot be told: nothing is forgotten then, and the collection goes on.
     */
    Optional<Folded> fold(Register register, long upTo) throws IOException {
        Register whole = whole(register);
        if (!isDue(whole, upTo)) {
            return Optional.of(new Folded(whole, List.of()));
        }
        String told;
        try {
            told = accounts.fold(whole, upTo);
        } catch (CorruptStateException e) {
            return Optional.empty();
        }
        List<String> written = new ArrayList<>(List.of(told));
        try {
            Timeline timeline = Timeline.of(whole, blobs);
            for (long claim : starts(timeline, upTo)) {
                checkpoint(timeline.at(claim), whole, told, upTo, written);
            }
        } catch (CorruptStateException e) {
            // the history begins later: nothing is lost by this
        }
        return Optional.of(new Folded(whole.folded(told), written));
    }

    /** A register that was put back from an older copy does not name accounts that were written since. */
    private Register whole(Register register) throws IOException {
        try {
            Register told = Timeline.of(register, blobs).at(register.number()).register();
            return Accounts.folded(told) > Accounts.folded(register) ? register.accountedBy(told.accounts()) : register;
        } catch (CorruptStateException e) {
            return register;
        }
    }

    /** The claims from which on what is counted is told then: that one, and later ones that went on from an earlier one. */
    private static List<Long> starts(Timeline timeline, long upTo) throws IOException {
        List<Long> starts = new ArrayList<>(List.of(upTo));
        timeline.visit(claim -> {
            if (claim.number() > upTo
                    && !claim.counted().equals(claim.after())
                    && !claim.counted().isEmpty()) {
                starts.add(claim.number());
            }
            return claim.number() > upTo;
        });
        return starts;
    }

    private void checkpoint(Moment moment, Register last, String told, long upTo, List<String> written)
            throws IOException {
        Register then = moment.register();
        String own = told;
        if (!accounts.continues(last, then, upTo)) {
            own = accounts.fold(then, upTo);
            written.add(own);
        }
        written.add(checkpoints.write(new Moment(then.folded(own), moment.documents()).export()));
    }

    void drop(Folded folded) throws IOException {
        for (String name : folded.blobs()) {
            blobs.delete(name);
        }
    }

    /** Removes what a register does without. */
    void forget(Register register) throws IOException {
        long folded = Accounts.folded(register);
        manifests.forget(folded);
        checkpoints.forget(folded);
    }
}
