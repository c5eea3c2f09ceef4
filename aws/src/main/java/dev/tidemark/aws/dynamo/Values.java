package dev.tidemark.aws.dynamo;

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attributes as values; one that is missing or of another type is an IllegalArgumentException that names it. */
final class Values {
    private Values() {}

    static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static AttributeValue bytes(byte[] bytes) {
        return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes));
    }

    static String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null || value.s() == null) {
            throw new IllegalArgumentException("its attribute '" + name + "' is missing, or no text");
        }
        return value.s();
    }

    static long number(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null || value.n() == null || !value.n().matches("-?\\d{1,18}")) {
            throw new IllegalArgumentException("its attribute '" + name + "' is missing, or no number");
        }
        return Long.parseLong(value.n());
    }

    static byte[] bytes(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null || value.b() == null) {
            throw new IllegalArgumentException("its attribute '" + name + "' is missing, or not binary");
        }
        return value.b().asByteArrayUnsafe();
    }
}
