package dev.tidemark.formats.spi;

import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
    @TempDir
    private Path folder;

    @Test
    void aFileWithoutCertificatesIsNamed() throws IOException {
        Path file = folder.resolve("ca.pem");
        for (String text : new String[] {"", "-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n"}) {
            Files.writeString(file, text);

            assertThatIOException()
                    .as(text)
                    .isThrownBy(() -> Certificates.trusting(file))
                    .withMessageContainingAll(file.toString(), "certificates");
        }
        assertThatIOException()
                .isThrownBy(() -> Certificates.trusting(folder.resolve("none.pem")))
                .isInstanceOf(NoSuchFileException.class)
                .withMessageContaining("none.pem");
    }
}
