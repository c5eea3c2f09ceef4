package dev.tidemark.cli.launch;

import dev.tidemark.cli.Main;
import dev.tidemark.cli.output.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs typical commands, so that the launcher's start-up cache holds what they load. */
public final class Train {
    private Train() {}

    /** {@code FOLDER}: an empty folder to work in. */
    public static void main(String[] args) throws Exception {
        String workspace = Files.createDirectories(Path.of(args[0])).toString();
        for (String command : List.of("init", "config check", "sources list", "--help")) {
            run(workspace, command.split(" "));
        }
    }

    private static void run(String workspace, String... command) {
        String[] all = new String[command.length + 2];
        all[0] = "--workspace";
        all[1] = workspace;
        System.arraycopy(command, 0, all, 2, command.length);
        Main.run(Console.standard(), all);
    }
}
