package dev.tidemark.cli;

import dev.tidemark.testkit.server.NodeSetup;
import dev.tidemark.testkit.server.ProtectedOpenSearch;
import dev.tidemark.testkit.server.SearchNode;
import dev.tidemark.testkit.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A node of each product with users of various rights, of other versions than {@link SearchNodes}; one role for each
 * user, of the same name. Started and stopped as those are.
 */
final class ProtectedNodes implements BeforeAllCallback {
    static final String PASSWORD = "secret-pw";

    private static final Path ZIPS = Path.of("..", "elastic", "target", "servers");
    private static final String LOGIN = "admin:" + PASSWORD;
    /** Of the password, by bcrypt. */
    private static final String HASH = "$2a$10$abcdefghijklmnopqrstuufqFY9d8x6CvHKrWjGN.IpWaUP8NRs32";

    /** Privileges for indexes. */
    private static final Map<String, String> ELASTICSEARCH = ordered(
            "reader", "'read'",
            "looker", "'read', 'monitor'",
            "stranger", "'none'",
            "collector", "'read', 'read_cross_cluster', 'monitor', 'maintenance'");

    /** Allowed actions for indexes, each by its own name where a role is to be as narrow as can be. */
    private static final Map<String, String> OPENSEARCH = ordered(
            "reader", "'read'",
            "looker", "'read', 'indices:monitor/stats', 'indices:monitor/settings/get'",
            "uncounted", "'read', 'indices:monitor/settings/get', 'indices:admin/refresh*'",
            "full",
                    "'read', 'indices:monitor/stats', 'indices:monitor/settings/get', 'indices:admin/refresh*',"
                            + " 'indices:admin/mappings/get'",
            "unsettled", "'read', 'indices:monitor/stats', 'indices:admin/refresh*'",
            "collector",
                    "'indices:data/read/search', 'indices:monitor/stats', 'indices:monitor/settings/get',"
                            + " 'indices:admin/refresh*'",
            "timekeeper",
                    "'indices:data/read/search', 'indices:data/read/field_caps*',"
                            + " 'indices:data/read/point_in_time/create', 'indices:data/read/point_in_time/delete'",
            "scroller", "'indices:data/read/search', 'indices:data/read/field_caps*'");

    private static final Map<SearchNode, ServerProcess> NODES = new EnumMap<>(SearchNode.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(ProtectedNodes.class))
                .computeIfAbsent(Running.class, key -> new Running(), Running.class);
    }

    /** Closed by JUnit at the end of all tests. */
    private static final class Running implements AutoCloseable {
        Running() {
            try {
                NODES.put(SearchNode.ELASTICSEARCH, elasticsearch());
                NODES.put(SearchNode.OPENSEARCH, openSearch());
                SearchServer.start(NODES.values());
                server(SearchNode.ELASTICSEARCH).knowsItselfAsOther();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            for (ServerProcess node : NODES.values()) {
                node.close();
            }
        }
    }

    static SearchServer server(SearchNode product) {
        return new SearchServer(product, node(product).port(), LOGIN);
    }

    private static ServerProcess node(SearchNode product) {
        return Objects.requireNonNull(NODES.get(product));
    }

    private static ServerProcess elasticsearch() throws IOException, InterruptedException {
        Map<String, String> config = Map.of(
                "elasticsearch.yml",
                """
                xpack.security.enabled: true
                xpack.security.autoconfiguration.enabled: false
                """,
                "roles.yml",
                lines("%s: {indices: [{names: ['*'], privileges: [%s]}]}", ELASTICSEARCH),
                "users",
                "admin:" + HASH + "\n" + lines("%s:" + HASH, ELASTICSEARCH),
                "users_roles",
                "superuser:admin\n" + lines("%1$s:%1$s", ELASTICSEARCH));
        return SearchNode.ELASTICSEARCH.in(ZIPS, NodeSetup.of("elasticsearch-protected", LOGIN, config));
    }

    private static ServerProcess openSearch() throws IOException, InterruptedException {
        String scroll = "may_scroll: {cluster_permissions: ['indices:data/read/scroll',"
                + " 'indices:data/read/scroll/clear']}\n";
        Map<String, String> security = Map.of(
                "internal_users.yml",
                meta("internalusers") + "admin: {hash: '" + HASH + "', backend_roles: [admin]}\n"
                        + lines("%s: {hash: '" + HASH + "'}", OPENSEARCH),
                "roles.yml",
                meta("roles")
                        + scroll
                        + lines(
                                "%s: {index_permissions: [{index_patterns: ['*'], allowed_actions: [%s]}]}",
                                OPENSEARCH),
                "roles_mapping.yml",
                meta("rolesmapping")
                        + "all_access: {backend_roles: [admin]}\nmay_scroll: {users: [scroller, full, unsettled]}\n"
                        + lines("%1$s: {users: [%1$s]}", OPENSEARCH));
        return ProtectedOpenSearch.in(ZIPS, LOGIN, """
                node.roles: [cluster_manager, data, ingest, remote_cluster_client, warm]
                node.search.cache.size: 64mb
                """, security);
    }

    private static String meta(String type) {
        return "_meta: {type: " + type + ", config_version: 2}\n";
    }

    private static String lines(String form, Map<String, String> roles) {
        return roles.entrySet().stream()
                .map(role -> form.formatted(role.getKey(), role.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static Map<String, String> ordered(String... names) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i += 2) {
            map.put(names[i], names[i + 1]);
        }
        return map;
    }
}
