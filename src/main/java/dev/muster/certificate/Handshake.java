package dev.muster.certificate;

import dev.muster.common.Refused;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Asks a server for its certificate as a browser would. Whether it is the right one is compared by the caller. */
final class Handshake {

    private static final int PATIENCE_MILLIS = 3000;

    private Handshake() {}

    /** @throws Refused when there is no answer */
    static X509Certificate served(String address, int port, String name) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new LooksOnly()}, null);
            try (Socket plain = new Socket()) {
                plain.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
                plain.setSoTimeout(PATIENCE_MILLIS);
                SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, name, port, true);
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setServerNames(List.of(new SNIHostName(name)));
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                return (X509Certificate) socket.getSession().getPeerCertificates()[0];
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new Refused("no TLS answer of " + address + ":" + port + " for " + name + " ("
                    + e.getClass().getSimpleName() + ": " + e.getMessage() + ")");
        }
    }

    /** The very certificate is compared afterwards, so nothing is believed here. */
    private static final class LooksOnly extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket) {}

        @Override
        public void checkClientTrusted(
                X509Certificate[] chain, String type, javax.net.ssl.@Nullable SSLEngine engine) {}

        @Override
        public void checkServerTrusted(
                X509Certificate[] chain, String type, javax.net.ssl.@Nullable SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
