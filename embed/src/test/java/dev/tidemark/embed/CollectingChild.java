package dev.tidemark.embed;

import java.net.URI;
import java.nio.file.Path;

/** A process that collects what a shop's audit log has: {@code FOLDER ADDRESS}, with the page's code on its class path. */
final class CollectingChild {
    private CollectingChild() {}

    public static void main(String[] args) throws Exception {
        Object shop = Class.forName("Shop")
                .getConstructor(Path.class, URI.class)
                .newInstance(Path.of(args[0]), URI.create(args[1]));
        shop.getClass().getMethod("collect").invoke(shop);
    }
}
