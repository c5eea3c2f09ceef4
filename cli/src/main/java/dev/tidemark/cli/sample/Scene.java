package dev.tidemark.cli.sample;

import java.util.Map;

/**
 * Who does something, where; names drawn once stay the same within one event.
 *
 * @param role index of the caller's role
 */
record Scene(
        Dice dice, Cast cast, String account, String region, int role, String bucket, String instance, String user) {
    private static final Map<String, Template.Part> PARTS = Map.ofEntries(
            Map.entry("account", (out, scene) -> out.append(scene.account)),
            Map.entry("region", (out, scene) -> out.append(scene.region)),
            Map.entry("bucket", (out, scene) -> out.append(scene.bucket)),
            Map.entry("instance", (out, scene) -> out.append(scene.instance)),
            Map.entry("user", (out, scene) -> out.append(scene.user)),
            Map.entry("role", (out, scene) -> out.append(scene.cast.roles[scene.role])),
            Map.entry("otherrole", (out, scene) -> out.append(scene.dice.pickSkewed(scene.cast.roles))),
            Map.entry("function", (out, scene) -> out.append(scene.dice.pickSkewed(scene.cast.functions))),
            Map.entry("kmskey", (out, scene) -> out.append(scene.dice.pickSkewed(scene.cast.keys))),
            Map.entry("accesskey", (out, scene) -> out.append(scene.dice.pickSkewed(scene.cast.accessKeys))),
            Map.entry("inside", (out, scene) -> out.append(scene.dice.pickSkewed(scene.cast.insideAddresses))),
            Map.entry("uuid", (out, scene) -> scene.dice.appendUuid(out)),
            Map.entry("hex8", (out, scene) -> scene.dice.append(out, Dice.HEX, 8)),
            Map.entry("hex17", (out, scene) -> scene.dice.append(out, Dice.HEX, 17)),
            Map.entry("token", (out, scene) -> scene.dice.append(out, Dice.ALPHANUMERIC, 76)),
            Map.entry("requestid", (out, scene) -> scene.dice.append(out, Dice.BASE32, 16)),
            Map.entry("number", (out, scene) -> out.append(scene.dice.below(1000))),
            Map.entry("size", (out, scene) -> out.append(scene.dice.size(40_000_000))));

    static Scene draw(Dice dice, Cast cast, String account, String region) {
        return new Scene(
                dice,
                cast,
                account,
                region,
                dice.skewed(cast.roles.length),
                dice.pickSkewed(cast.buckets),
                dice.pickSkewed(cast.instances),
                dice.pickSkewed(cast.users));
    }

    static Template.Part part(String name) {
        Template.Part part = PARTS.get(name);
        if (part == null) {
            throw new IllegalArgumentException("there is no placeholder <" + name + ">");
        }
        return part;
    }
}
