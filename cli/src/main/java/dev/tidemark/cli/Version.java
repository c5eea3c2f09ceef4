package dev.tidemark.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version, as the jar's manifest has it. */
final class Version implements IVersionProvider {
    static final String TEXT = "tidemark "
            + Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                    .orElse("(not packaged)");

    @Override
    public String[] getVersion() {
        return new String[] {TEXT};
    }
}
