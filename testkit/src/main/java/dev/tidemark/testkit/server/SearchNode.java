package dev.tidemark.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * One node of OpenSearch or Elasticsearch, from the zip that the projects publish for their own integration tests.
 *
 * <p>Both refuse to run as root. So root gives the files to user 65534 and starts the node as that user; the system's
 * temporary folder must be one that this user can reach.
 *
 * <p>Its circuit breaker counts what is reserved: what the heap holds, it collects late, would make it refuse at random.
 * What a search keeps beyond its time is gone half a second later, so that tests need not wait for it.
 */
public enum SearchNode {
    OPENSEARCH(
            "opensearch", "OPENSEARCH", "cluster.initial_cluster_manager_nodes", "point_in_time.init.keep_alive: 1s\n"),
    ELASTICSEARCH("elasticsearch", "ES", "cluster.initial_master_nodes", "xpack.security.enabled: false\n");

    private static final String NOBODY = "65534";
    /** Older products do not run with the newest Java: a property that names the folder of another one for nodes. */
    private static final String JAVA = "tidemark.search.java";

    private static final String ALONE = "discovery.type: single-node";
    private static final String LARGE = "2g";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String product;
    private final String variables;
    private final String founders;
    private final String settings;

    SearchNode(String product, String variables, String founders, String settings) {
        this.product = product;
        this.variables = variables;
        this.founders = founders;
        this.settings = settings;
    }

    /**
     * An empty node, to be started.
     *
     * @param zips the folder that holds {@code opensearch.zip} and {@code elasticsearch.zip}
     */
    public ServerProcess in(Path zips) throws IOException, InterruptedException {
        return in(zips, usual());
    }

    /** An empty node with the memory for documents of 40 MB, to be started; see {@link #in(Path)}. */
    public ServerProcess large(Path zips) throws IOException, InterruptedException {
        return in(zips, usual().withMemory(LARGE));
    }

    /** An empty node that is made as is said, to be started. */
    public ServerProcess in(Path zips, NodeSetup setup) throws IOException, InterruptedException {
        return in(zips, setup, Ports.free(), ALONE);
    }

    private NodeSetup usual() {
        return NodeSetup.of(product, "", Map.of(product + ".yml", settings));
    }

    /**
     * The first node of a cluster, to be started, which is the only one that can lead it.
     *
     * @param transport the port for the other nodes
     */
    ServerProcess first(Path zips, int transport) throws IOException, InterruptedException {
        return in(zips, usual(), transport, "node.name: first\n" + founders + ": [first]");
    }

    /** A further node of a cluster, to be started when the first one runs. It only holds data, so it can be killed. */
    ServerProcess further(Path zips, int firstTransport) throws IOException, InterruptedException {
        return in(
                zips,
                usual(),
                Ports.free(),
                "node.name: further\nnode.roles: [data]\ndiscovery.seed_hosts: [\"127.0.0.1:" + firstTransport + "\"]");
    }

    private ServerProcess in(Path zips, NodeSetup setup, int transport, String discovery)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(product);
        Unzip.into(folder, zips.resolve(setup.archive() + ".zip"));
        Path home;
        try (var inside = Files.list(folder)) {
            home = inside.findFirst().orElseThrow();
        }
        int port = Ports.free();
        Files.writeString(
                home.resolve("config").resolve(product + ".yml"), """
                %1$s
                path.data: %2$s/data
                path.logs: %2$s/logs
                path.repo: %2$s/snapshots
                network.host: 127.0.0.1
                http.port: %3$d
                transport.port: %4$d
                cluster.routing.allocation.disk.threshold_enabled: false
                indexing_pressure.memory.limit: 60%%
                indices.breaker.total.use_real_memory: false
                search.keep_alive_interval: 500ms
                """.formatted(discovery, folder, port, transport));
        for (Map.Entry<String, String> file : setup.config().entrySet()) {
            Files.writeString(home.resolve("config").resolve(file.getKey()), file.getValue(), CREATE, APPEND);
        }
        setup.prepare(home);
        Files.createDirectory(folder.resolve("tmp"));
        List<String> command = new ArrayList<>();
        if (said("id", "-u").equals("0")) {
            said("chown", "-R", NOBODY + ":" + NOBODY, folder.toString());
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.add(home.resolve("bin").resolve(product).toString());
        return new ServerProcess(new ServerProcess.Plan(
                folder,
                port,
                command,
                environment(folder, setup.memory()),
                () -> answers(port, setup.login()),
                PATIENCE));
    }

    private Map<String, String> environment(Path folder, String memory) {
        return Map.of(
                variables + "_JAVA_HOME",
                System.getProperty(JAVA, System.getProperty("java.home")),
                variables + "_JAVA_OPTS",
                "-Xms384m -Xmx" + memory + " -XX:-UseG1GC -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
                variables + "_TMPDIR",
                folder.resolve("tmp").toString(),
                "HOME",
                folder.toString());
    }

    /** Not before every index can be written. */
    private static boolean answers(int port, String login) throws IOException {
        URI health = URI.create("http://127.0.0.1:" + port + "/_cluster/health");
        HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
        if (!login.isEmpty()) {
            connection.setRequestProperty(
                    "Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
        }
        try (InputStream answer = connection.getInputStream()) {
            return new String(answer.readAllBytes(), UTF_8).matches("(?s).*\"status\":\"(green|yellow)\".*");
        }
    }

    /** What a program prints, which must end well. */
    private static String said(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue() + ": " + said);
        }
        return said;
    }
}
