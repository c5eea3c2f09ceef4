package dev.tidemark.elastic.http;

import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A proxy and who may use it. */
final class Proxy {
    private static final int PORT = 3128;

    private final URI address;

    /** @param address {@code http://[USER:PASSWORD@]HOST[:PORT]} */
    Proxy(URI address) {
        this.address = address;
    }

    ProxySelector selector() {
        return ProxySelector.of(InetSocketAddress.createUnresolved(
                address.getHost(), address.getPort() < 0 ? PORT : address.getPort()));
    }

    /** Answers the proxy only: what a server asks for is said beforehand, or not at all. */
    Optional<Authenticator> authenticator() {
        String user = address.getUserInfo();
        if (user == null) {
            return Optional.empty();
        }
        String[] parts = user.split(":", 2);
        PasswordAuthentication answer =
                new PasswordAuthentication(parts[0], (parts.length < 2 ? "" : parts[1]).toCharArray());
        return Optional.of(new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY ? answer : null;
            }
        });
    }
}
