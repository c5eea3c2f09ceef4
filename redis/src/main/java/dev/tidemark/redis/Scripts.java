package dev.tidemark.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What the server does in one step. Each that changes something answers 1 if it did, 0 if the value is another one. */
final class Scripts {
    /** Answers the type of the value; of a hash also its version and its document, as far as it has them. */
    static final byte[] LOAD = script("""
            local type = redis.call('TYPE', KEYS[1]).ok
            if type ~= 'hash' then return { type } end
            return { type, redis.call('HGET', KEYS[1], 'version'), redis.call('HGET', KEYS[1], 'document') }
            """);

    /** Expected version, new version, document. What is there without a version is not absent. */
    static final byte[] SAVE = script("""
            local held = ''
            if redis.call('EXISTS', KEYS[1]) == 1 then
              if redis.call('TYPE', KEYS[1]).ok ~= 'hash' then return 0 end
              held = redis.call('HGET', KEYS[1], 'version')
            end
            if held ~= ARGV[1] then return 0 end
            redis.call('HSET', KEYS[1], 'version', ARGV[2], 'document', ARGV[3])
            return 1
            """);

    /** Expected version. */
    static final byte[] DELETE = script("""
            if redis.call('EXISTS', KEYS[1]) == 0 then return 1 end
            if redis.call('TYPE', KEYS[1]).ok ~= 'hash' then return 0 end
            if redis.call('HGET', KEYS[1], 'version') ~= ARGV[1] then return 0 end
            redis.call('DEL', KEYS[1])
            return 1
            """);

    /** Type, SHA-1 of the version, SHA-1 of the document: of what is there, whatever it is; empty where it is not. */
    static final byte[] DELETE_DAMAGED = script("""
            local function digest(field)
              local text = redis.call('HGET', KEYS[1], field)
              return text and redis.sha1hex(text) or ''
            end
            local type = redis.call('TYPE', KEYS[1]).ok
            if type == 'none' then return 1 end
            if type ~= ARGV[1] then return 0 end
            if type == 'hash' and (digest('version') ~= ARGV[2] or digest('document') ~= ARGV[3]) then return 0 end
            redis.call('DEL', KEYS[1])
            return 1
            """);

    private Scripts() {}

    private static byte[] script(String text) {
        return text.getBytes(UTF_8);
    }

    /** A pattern that fits nothing but the text. */
    static String pattern(String text) {
        return text.replaceAll("([*?\\[\\]\\\\^])", "\\\\$1");
    }
}
