package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.engine.config.ReferencePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferencePageTest {
    private static final Path PAGE = Path.of("../docs/configuration.md");

    @Test
    void thePageInTheRepositoryIsUpToDate() throws IOException {
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(PAGE, ReferencePage.write());
        }

        assertThat(Files.readString(PAGE))
                .as("write it anew: mvn -Dquick -pl cli -am test -Dtest=ReferencePageTest -Dupdate.docs=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(ReferencePage.write());
    }
}
