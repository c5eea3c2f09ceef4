package dev.tidemark.cli.launch;

import dev.tidemark.cli.Main;
import dev.tidemark.cli.output.Console;
import java.util.ArrayList;
import java.util.List;

/** Runs typical commands, so that the launcher's start-up cache holds what they load. */
public final class Train {
    private Train() {}

    private static final List<List<String>> COMMANDS = List.of(
            List.of("quickstart"),
            List.of("config", "check"),
            List.of("collect"),
            List.of("collect", "--output", "json"),
            List.of("query", "select * from nginx_access_log limit 3"),
            List.of("query", "--output", "json", "select tp_date, count(*) from aws_cloudtrail_log group by all"),
            List.of("sources", "list"),
            List.of("tables", "list"),
            List.of("partitions", "list"),
            List.of("state", "show"),
            List.of("quarantine", "list"),
            List.of("--help"));

    /** {@code FOLDER}: an empty folder to work in. */
    public static void main(String[] args) {
        for (List<String> command : COMMANDS) {
            List<String> words = new ArrayList<>(List.of("--workspace", args[0]));
            words.addAll(command);
            Console console = Console.standard();
            Main.run(console, words.toArray(String[]::new));
            console.out().flush();
        }
    }
}
