package dev.tidemark.cli.sample;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Web server log lines in nginx' combined format. Thread-safe. */
final class WebLines {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String[] PATHS = {
        "/",
        "/products",
        "/api/v1/orders",
        "/api/v1/login",
        "/static/app.js",
        "/static/app.css",
        "/favicon.ico",
        "/search?q=tide+tables&page=2",
        "/products/1042",
        "/cart",
        "/healthz",
        "/docs/getting-started.html"
    };
    private static final String[] GUESSES = {
        "/wp-login.php",
        "/.env",
        "/admin/config.php",
        "/.git/config",
        "/phpmyadmin/",
        "/cgi-bin/test.cgi",
        "/server-status"
    };
    private static final String[] AGENTS = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5"
                + " Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "curl/8.14.1"
    };

    private final Cast cast;

    WebLines(Cast cast) {
        this.cast = cast;
    }

    void append(StringBuilder out, Dice dice, Instant time) {
        int luck = dice.below(100);
        int status = luck < 88 ? 200 : luck < 93 ? 304 : luck < 98 ? 404 : luck < 99 ? 302 : 502;
        String path = dice.pickSkewed(PATHS);
        String method = path.startsWith("/api") && dice.chance(60) ? "POST" : "GET";
        String user = path.startsWith("/cart") && dice.chance(50) ? dice.pickSkewed(cast.users) : "-";
        String referer = dice.chance(60) ? "-" : "https://shop.example.com/products";
        String address = dice.pickSkewed(cast.outsideAddresses);
        line(
                out,
                address,
                user,
                time,
                method + " " + path,
                status,
                dice.size(60_000),
                referer,
                dice.pickSkewed(AGENTS));
    }

    void appendGuess(StringBuilder out, Dice dice, Instant time) {
        String request = "GET " + dice.pick(GUESSES);
        line(out, Cast.INTRUDER, "-", time, request, 404, 153, "-", "Mozilla/5.0 zgrab/0.x");
    }

    private static void line(
            StringBuilder out,
            String address,
            String user,
            Instant time,
            String request,
            int status,
            long bytes,
            String referer,
            String agent) {
        out.append(address).append(" - ").append(user).append(" [");
        TIME.formatTo(time, out);
        out.append("] \"")
                .append(request)
                .append(" HTTP/1.1\" ")
                .append(status)
                .append(' ')
                .append(bytes);
        out.append(" \"").append(referer).append("\" \"").append(agent).append("\"\n");
    }
}
