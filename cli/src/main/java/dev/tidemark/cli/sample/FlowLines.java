package dev.tidemark.cli.sample;

/** VPC flow log lines in the default format. Thread-safe. */
final class FlowLines {
    static final String HEADER = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets"
            + " bytes start end action log-status\n";
    private static final String[] SERVICES = {"443", "443", "443", "5432", "6379", "53", "8080", "123", "22"};

    private final Cast cast;

    FlowLines(Cast cast) {
        this.cast = cast;
    }

    /** Appends the line of a flow that starts within five minutes of {@code second}. */
    void append(StringBuilder out, Dice dice, String account, long second) {
        long start = second + dice.below(300);
        out.append("2 ")
                .append(account)
                .append(' ')
                .append(dice.pickSkewed(cast.interfaces))
                .append(' ');
        if (dice.below(80) == 0) {
            out.append("- - - - - - - ")
                    .append(start)
                    .append(' ')
                    .append(start + 60)
                    .append(" - NODATA\n");
            return;
        }
        String inside = dice.pickSkewed(cast.insideAddresses);
        boolean fromOutside = dice.chance(30);
        String other = dice.pickSkewed(fromOutside ? cast.outsideAddresses : cast.insideAddresses);
        boolean refused = dice.chance(fromOutside ? 25 : 1);
        String service = refused ? String.valueOf(1 + dice.below(10_000)) : dice.pick(SERVICES);
        flow(out, dice, other, inside, service, refused, start);
    }

    /** Appends the line of a port that the stranger knocked at. */
    void appendKnock(StringBuilder out, Dice dice, String account, long second, int port) {
        out.append("2 ").append(account).append(' ').append(cast.interfaces[0]).append(' ');
        flow(out, dice, Cast.INTRUDER, cast.insideAddresses[0], String.valueOf(port), port != 443, second);
    }

    private static void flow(
            StringBuilder out, Dice dice, String from, String to, String port, boolean refused, long start) {
        long packets = refused ? 1 + dice.below(3) : dice.size(20_000);
        out.append(from)
                .append(' ')
                .append(to)
                .append(' ')
                .append(32_768 + dice.below(28_000))
                .append(' ')
                .append(port)
                .append(port.equals("53") || port.equals("123") ? " 17 " : " 6 ")
                .append(packets)
                .append(' ')
                .append(packets * (refused ? 44 : 60 + dice.below(1300)))
                .append(' ')
                .append(start)
                .append(' ')
                .append(start + dice.below(60))
                .append(refused ? " REJECT OK\n" : " ACCEPT OK\n");
    }
}
