package dev.tidemark.formats.table;

import dev.tidemark.formats.record.Delimited;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Nearest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Flow logs of AWS: fields between spaces, named by a header or a layout. */
final class FlowLogs {
    private static final String DEFAULT = "version account-id interface-id srcaddr dstaddr srcport dstport protocol"
            + " packets bytes start end action log-status";

    private static final Set<String> KNOWN = known();

    static final Key<String> LAYOUT =
            Key.of("layout", Kind.TEXT, DEFAULT, "names of the fields, with spaces between, where there is no header");

    private FlowLogs() {}

    private static Set<String> known() {
        String later = "vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id"
                + " sublocation-type sublocation-id pkt-src-aws-service pkt-dst-aws-service flow-direction"
                + " traffic-path ecs-cluster-arn ecs-cluster-name ecs-container-instance-arn"
                + " ecs-container-instance-id ecs-container-id ecs-second-container-id ecs-service-name"
                + " ecs-task-definition-arn ecs-task-arn ecs-task-id reject-reason export-timestamp";
        return new LinkedHashSet<>(List.of((DEFAULT + " " + later).split(" ", -1)));
    }

    /**
     * A header decides the order of the fields; names in it that are not known are left out.
     *
     * @param layout the order where there is no header
     * @throws IllegalArgumentException if a name in the layout is not known
     */
    static Delimited format(String layout) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : layout.strip().split(" +", -1)) {
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException(
                        "layout: flow logs have no field '" + name + "'" + Nearest.hint(name, KNOWN));
            }
            if (!names.add(name)) {
                throw new IllegalArgumentException("layout: the field '" + name + "' is named twice");
            }
        }
        names.addAll(KNOWN);
        return Delimited.spaces(List.copyOf(names));
    }
}
