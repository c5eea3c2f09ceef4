package dev.tidemark.cli.launch;

import dev.tidemark.cli.Main;
import dev.tidemark.cli.output.Console;
import java.util.ArrayList;
import java.util.List;

/** Runs typical commands, so that the launcher's start-up cache holds what they load. */
public final class Train {
    private Train() {}

    /** Stands for the folder that is worked in. */
    private static final String FOLDER = "FOLDER";

    private static final List<List<String>> COMMANDS = List.of(
            List.of("quickstart"),
            List.of("config", "check"),
            List.of("collect"),
            List.of("collect", "--output", "json"),
            List.of("collect", "aws_cloudtrail_log", FOLDER + "/logs/cloudtrail"),
            List.of("collect", "--output", "json", "aws_cloudtrail_log", FOLDER + "/logs/cloudtrail"),
            List.of("collect", "web", "--from", "2025-06-03", "--overwrite"),
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
            command.forEach(word -> words.add(word.replace(FOLDER, args[0])));
            Console console = Console.standard();
            Main.run(console, words.toArray(String[]::new));
            console.out().flush();
        }
    }
}
