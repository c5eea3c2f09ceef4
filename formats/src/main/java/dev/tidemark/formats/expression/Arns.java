package dev.tidemark.formats.expression;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Amazon resource names, {@code arn:partition:service:region:account:resource}, as slices. */
final class Arns {
    private static final byte[] S3 = ascii("s3");
    private static final byte[] EC2 = ascii("ec2");
    private static final byte[] INSTANCE = ascii("instance/");
    private static final byte[] VOLUME = ascii("volume/");

    private Arns() {}

    /** Of each name with all its parts: itself, the account, and the bucket, instance or volume. */
    static List<Value> parts(List<Value> arns) {
        List<Value> all = new ArrayList<>();
        for (Value arn : arns) {
            add(Casts.text(arn), all);
        }
        return all;
    }

    private static void add(Value.Text arn, List<Value> all) {
        int service = after(arn, after(arn, arn.from()));
        int region = after(arn, service);
        int account = after(arn, region);
        int resource = after(arn, account);
        if (resource < 0) {
            return;
        }
        all.add(arn);
        if (resource - 1 > account) {
            all.add(slice(arn, account, resource - 1));
        }
        int next = after(arn, resource);
        Value.Text named = slice(arn, resource, next < 0 ? arn.from() + arn.length() : next - 1);
        Value.Text of = slice(arn, service, region - 1);
        if (of.length() == S3.length && begins(of, S3)) {
            all.add(named);
        } else if (of.length() == EC2.length && begins(of, EC2)) {
            addRest(named, INSTANCE, all);
            addRest(named, VOLUME, all);
        }
    }

    private static void addRest(Value.Text named, byte[] kind, List<Value> all) {
        if (begins(named, kind)) {
            all.add(slice(named, named.from() + kind.length, named.from() + named.length()));
        }
    }

    /** Where the part after the next colon begins, -1 if there is none. */
    private static int after(Value.Text arn, int from) {
        byte[] bytes = arn.bytes();
        int end = arn.from() + arn.length();
        for (int at = from; at >= 0 && at < end; at++) {
            if (bytes[at] == ':') {
                return at + 1;
            }
        }
        return -1;
    }

    private static Value.Text slice(Value.Text of, int from, int to) {
        return new Value.Text(of.bytes(), from, to - from);
    }

    private static boolean begins(Value.Text text, byte[] start) {
        return text.length() >= start.length
                && Arrays.equals(text.bytes(), text.from(), text.from() + start.length, start, 0, start.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
