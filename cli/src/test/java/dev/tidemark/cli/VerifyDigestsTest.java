package dev.tidemark.cli;

import static dev.tidemark.testkit.DigestChain.DIGESTS;
import static dev.tidemark.testkit.DigestChain.LOGS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Cli.Result;
import dev.tidemark.testkit.DigestChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CloudTrail's digest files, by the command. */
class VerifyDigestsTest {
    @TempDir
    Path folder;

    private final DigestChain chain = new DigestChain();
    private Trial trial;
    private Path keys;

    @BeforeEach
    void collect() throws IOException {
        trial = new Trial(folder).configured("""
                [sources.trail]
                table = "aws_cloudtrail_log"
                [sources.trail.config]
                paths = ["LOGS"]
                file_layout = "AWSLogs/%{NUMBER:account_id}/CloudTrail/%{DATA:region}/%{YEAR:year}/%{MONTHNUM:month}/%{MONTHDAY:day}/%{DATA}.json.gz"
                settle = "0s"
                """);
        for (Map.Entry<String, byte[]> file : chain.files().entrySet()) {
            Path unused = trial.write(file.getKey(), file.getValue());
        }
        keys = Files.write(folder.resolve("keys.json"), chain.keys());
        assertThat(trial.rows()).isEqualTo(6);
    }

    @Test
    void aWholeChainIsComparedAndWithKeysItsSignaturesToo() {
        Result without = verify();
        assertThat(without.status()).as(without.toString()).isEqualTo(Status.DONE);
        assertThat(without.out())
                .contains("trail,complete,,\"6 artifacts, 3 CloudTrail digests with 6 objects compared, signatures not"
                        + " checked\"");

        Result with = verify("--digest-keys", keys.toString());
        assertThat(with.status()).as(with.toString()).isEqualTo(Status.DONE);
        assertThat(with.out()).contains("3 CloudTrail digests with 6 objects compared, 2 signatures checked");
    }

    @Test
    void whatWasForgedIsNamedAndNotRepaired() throws IOException {
        byte[] forged = DigestChain.gzip("{\"Records\":[]}".getBytes(UTF_8));
        Path object = trial.write(LOGS + "2b.json.gz", forged);
        Files.delete(trial.logs().resolve(LOGS + "1a.json.gz"));

        for (Result result : new Result[] {verify(), verify("--repair")}) {
            assertThat(result.status()).as(result.toString()).isEqualTo(Status.INCOMPLETE);
            assertThat(result.out())
                    .contains("trail,forged," + object + ",its content is not what", DIGESTS + "2.json.gz says")
                    .contains("trail,forged," + trial.logs().resolve(LOGS + "1a.json.gz") + ",\"it is not there")
                    .contains("2 forged");
        }
        assertThat(verify("--repair").out())
                .contains("trail,changed," + object, "not repaired: it is not what CloudTrail's digest says");
        assertThat(trial.number("select count(*) from aws_cloudtrail_log"))
                .as("what was read before it was forged stays")
                .isEqualTo(6);
    }

    @Test
    void aSignatureByAnotherKeyIsNamed() throws IOException {
        Files.write(keys, DigestChain.otherKeys());

        Result result = verify("--digest-keys", keys.toString());

        assertThat(result.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(result.out())
                .contains("trail,forged," + trial.logs().resolve(DIGESTS + "1.json.gz")
                        + ",its signature is by none of the keys given");
    }

    @Test
    void keysThatCannotBeReadAreRefused() throws IOException {
        Files.writeString(keys, "{}");

        assertThat(verify("--digest-keys", keys.toString()).status()).isEqualTo(Status.USAGE);
        assertThat(verify("--digest-keys", keys.toString()).err())
                .contains("--digest-keys " + keys + ": it has no PublicKeyList with keys");
        assertThat(verify("--digest-keys", "none.json").err())
                .contains("--digest-keys none.json: there is no such file");
    }

    private Result verify(String... more) {
        String[] words = new String[more.length + 3];
        System.arraycopy(new String[] {"verify", "--output", "csv"}, 0, words, 0, 3);
        System.arraycopy(more, 0, words, 3, more.length);
        return trial.run(words);
    }
}
