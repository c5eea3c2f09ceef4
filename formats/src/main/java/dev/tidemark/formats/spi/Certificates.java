package dev.tidemark.formats.spi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Certificates of servers, and of who signs them, that a user trusts instead of those that the platform trusts. */
public final class Certificates {
    private Certificates() {}

    /**
     * TLS with servers whose certificate, or that of its issuer, is in a file.
     *
     * @param file certificates in PEM, one after another
     * @throws IOException if there are none in it; names the file
     */
    public static SSLContext trusting(Path file) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(file), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw unusable(file, e);
        }
    }

    /** What decides whom {@link #trusting} trusts. */
    public static TrustManager[] managers(Path file) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate each : read(file)) {
                store.setCertificateEntry("certificate " + store.size(), each);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            return managers.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw unusable(file, e);
        }
    }

    private static IOException unusable(Path file, GeneralSecurityException reason) {
        return new IOException("the certificates of " + file + " cannot be used: " + reason.getMessage(), reason);
    }

    private static Collection<? extends Certificate> read(Path file) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (all.isEmpty()) {
                throw new CertificateException("there are none in it; it must hold them in PEM");
            }
            return all;
        }
    }
}
