package dev.tidemark.formats.toml;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used: nothing has run, and a person must change it. */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problems.Fault> faults;

    public ConfigurationException(List<Problems.Fault> faults) {
        super(faults.stream().map(Problems.Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** All of them; the message holds one per line. */
    public List<Problems.Fault> faults() {
        return faults;
    }
}
