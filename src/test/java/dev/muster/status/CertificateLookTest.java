package dev.muster.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.muster.plan.ServiceProbe;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page over TLS whose certificate is good for five more days. */
class CertificateLookTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    @Test
    void a_certificate_that_ends_soon_is_degraded_and_one_that_nobody_trusts_is_down() throws Exception {
        SSLContext tls = fiveDays();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try (HttpClient trusting = HttpClient.newBuilder().sslContext(tls).build();
                HttpClient strict = HttpClient.newHttpClient()) {
            String url = "https://127.0.0.1:" + server.getAddress().getPort() + "/";

            assertThat(look(url, 14, trusting))
                    .returns(ServiceState.DEGRADED, Look.Seen::state)
                    .extracting(Look.Seen::evidence)
                    .asString()
                    .contains("certificate good until ", "its certificate ends within 14 days");
            assertThat(look(url, 3, trusting).state()).isEqualTo(ServiceState.UP);
            assertThat(look(url, 3, strict))
                    .returns(ServiceState.DOWN, Look.Seen::state)
                    .extracting(Look.Seen::evidence)
                    .asString()
                    .startsWith("no trusted TLS connection");
        } finally {
            server.stop(0);
        }
    }

    private static Look.Seen look(String url, int days, HttpClient client) throws Exception {
        try (HttpLook look = new HttpLook(
                new ServiceProbe.Http(url, 200, Optional.empty(), Optional.empty(), days), client, Clock.systemUTC())) {
            return look.look(Duration.ofSeconds(10));
        }
    }

    private SSLContext fiveDays() throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "page",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "5",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(file)) {
            keys.load(stream, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, PASSWORD);
        known.setCertificateEntry("page", keys.getCertificate("page"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
