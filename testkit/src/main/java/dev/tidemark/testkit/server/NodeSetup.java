package dev.tidemark.testkit.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * How a node of a search product is made.
 *
 * @param archive     name of its zip, without the ending
 * @param login       user and password, with a colon, of one who may do anything; empty if it asks for none
 * @param memory      as {@code -Xmx} takes it
 * @param config      what files of its configuration folder end with, by their names
 * @param preparation of what is unpacked, before the first start
 */
public record NodeSetup(
        String archive, String login, String memory, Map<String, String> config, Preparation preparation) {
    private static final String USUAL = "384m";

    /** Changes the files of a node. */
    public interface Preparation {
        /** @param home what was unpacked; its parent is writable for the node */
        void prepare(Path home) throws Exception;
    }

    /** A usual one with settings of its own. */
    public static NodeSetup of(String archive, String login, Map<String, String> config) {
        return new NodeSetup(archive, login, USUAL, config, home -> {});
    }

    /** This with another memory. */
    public NodeSetup withMemory(String other) {
        return new NodeSetup(archive, login, other, config, preparation);
    }

    /** This with its files changed. */
    public NodeSetup prepared(Preparation how) {
        return new NodeSetup(archive, login, memory, config, how);
    }

    void prepare(Path home) throws IOException, InterruptedException {
        try {
            preparation.prepare(home);
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
