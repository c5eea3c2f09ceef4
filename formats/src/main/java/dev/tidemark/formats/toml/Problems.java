package dev.tidemark.formats.toml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything that is wrong with the configuration, gathered before anything runs. One thread. */
public final class Problems {
    /**
     * One thing that is wrong, or worth a remark.
     *
     * @param message what is wrong, which value, and what would be right
     */
    public record Fault(Place place, String message) {
        @Override
        public String toString() {
            return place + ": " + message;
        }
    }

    private final List<Fault> faults = new ArrayList<>();
    private final List<Fault> remarks = new ArrayList<>();

    public void add(Place place, String message) {
        Fault fault = new Fault(place, message);
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }

    /** Tells something that a user should know although nothing is wrong. */
    public void remark(Place place, String message) {
        remarks.add(new Fault(place, message));
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    /** In the order of files and lines. */
    public List<Fault> faults() {
        return faults.stream().sorted(Comparator.comparing(Fault::place)).toList();
    }

    /** What a user should know, in the order of files and lines. */
    public List<Fault> remarks() {
        return remarks.stream().sorted(Comparator.comparing(Fault::place)).toList();
    }

    /** @throws ConfigurationException with all of them, if there are any */
    public void check() throws ConfigurationException {
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults());
        }
    }
}
