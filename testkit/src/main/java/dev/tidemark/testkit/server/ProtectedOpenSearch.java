package dev.tidemark.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** One node of OpenSearch with its security plugin, which asks over plain HTTP for a user and a password. */
public final class ProtectedOpenSearch {
    private static final String PLUGIN = "opensearch-security";
    private static final String TLS = """
            plugins.security.ssl.transport.pemcert_filepath: certificate.pem
            plugins.security.ssl.transport.pemkey_filepath: key.pem
            plugins.security.ssl.transport.pemtrustedcas_filepath: certificate.pem
            plugins.security.nodes_dn: ["CN=localhost"]
            plugins.security.allow_default_init_securityindex: true
            plugins.security.audit.type: noop
            """;

    private ProtectedOpenSearch() {}

    /**
     * An empty node, to be started.
     *
     * @param zips     the folder that holds {@code opensearch-protected.zip}, and {@code opensearch-security.zip} and
     *     {@code commons-collections4.jar} for it
     * @param login    user and password, with a colon, of one who may do anything
     * @param settings what {@code opensearch.yml} ends with
     * @param security the plugin's own files, by their names, in place of those that it has
     */
    public static ServerProcess in(Path zips, String login, String settings, Map<String, String> security)
            throws IOException, InterruptedException {
        return SearchNode.OPENSEARCH.in(
                zips,
                NodeSetup.of("opensearch-protected", login, Map.of("opensearch.yml", TLS + settings))
                        .prepared(home -> install(zips, home, security)));
    }

    private static void install(Path zips, Path home, Map<String, String> security) throws Exception {
        Path plugin = Files.createDirectories(home.resolve("plugins").resolve(PLUGIN));
        Unzip.into(plugin, zips.resolve(PLUGIN + ".zip"));
        // The zip for tests lacks a module that the plugin requires, for a library of it.
        Path descriptor = plugin.resolve("plugin-descriptor.properties");
        Files.writeString(
                descriptor,
                Files.readString(descriptor, UTF_8).replaceAll("(?m)(rule-framework)$", "$1;optional=true"),
                UTF_8);
        Files.copy(zips.resolve("commons-collections4.jar"), plugin.resolve("commons-collections4.jar"));
        Path config = home.resolve("config");
        TestCertificate.in(config);
        Path own = Files.createDirectory(config.resolve(PLUGIN));
        for (Map.Entry<String, String> file :
                files(plugin.resolve("config"), security).entrySet()) {
            Files.writeString(own.resolve(file.getKey()), file.getValue());
        }
    }

    private static Map<String, String> files(Path usual, Map<String, String> security) throws IOException {
        Map<String, String> files = new HashMap<>();
        try (Stream<Path> all = Files.list(usual)) {
            for (Path file :
                    all.filter(each -> each.toString().endsWith(".yml")).toList()) {
                files.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        }
        files.putAll(security);
        return files;
    }
}
