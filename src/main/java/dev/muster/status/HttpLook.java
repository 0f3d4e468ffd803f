package dev.muster.status;

import dev.muster.plan.ServiceProbe;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** A page: its status, what it says, how long it takes and until when its certificate is good. */
final class HttpLook implements Look {

    private static final int MOST_BODY = 64 * 1024;

    private final ServiceProbe.Http target;
    private final HttpClient client;
    private final Clock clock;

    HttpLook(ServiceProbe.Http target, HttpClient client, Clock clock) {
        this.target = target;
        this.client = client;
        this.clock = clock;
    }

    @Override
    public Seen look(Duration patience) throws IOException, InterruptedException {
        URI uri = URI.create(target.url());
        Names.address(uri.getHost(), patience);
        long begun = System.nanoTime();
        HttpResponse<InputStream> response;
        try {
            response = client.send(
                    HttpRequest.newBuilder(uri)
                            .timeout(patience)
                            .header("User-Agent", "muster")
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
        } catch (SSLException e) {
            return Seen.down("no trusted TLS connection: " + e.getMessage());
        }
        String body;
        try (InputStream stream = response.body()) {
            body = new String(stream.readNBytes(MOST_BODY), StandardCharsets.UTF_8);
        }
        return judge(response, body, Duration.ofNanos(System.nanoTime() - begun));
    }

    private Seen judge(HttpResponse<?> response, String body, Duration took) throws IOException {
        String answer = "answered " + response.statusCode() + " in " + took.toMillis() + " ms";
        if (response.statusCode() != target.status()) {
            return Seen.down(answer + " instead of " + target.status());
        }
        Optional<String> missing = target.contains().filter(it -> !body.contains(it));
        if (missing.isPresent()) {
            return Seen.down(answer + " without \"" + missing.get() + "\" in its body");
        }
        List<String> wrong = new ArrayList<>();
        target.slow()
                .filter(it -> took.compareTo(it) > 0)
                .ifPresent(it -> wrong.add("slower than " + it.toMillis() + " ms"));
        Optional<Instant> end = certificateEnds(response.sslSession());
        String certificate = end.map(it -> ", certificate good until " + it).orElse("");
        end.filter(it -> it.isBefore(clock.instant().plus(Duration.ofDays(target.certificateDays()))))
                .ifPresent(it -> wrong.add("its certificate ends within " + target.certificateDays() + " days"));
        return wrong.isEmpty()
                ? Seen.up(answer + certificate)
                : Seen.degraded(answer + certificate + ": " + String.join("; ", wrong));
    }

    private static Optional<Instant> certificateEnds(Optional<SSLSession> session) throws SSLPeerUnverifiedException {
        if (session.isEmpty()) {
            return Optional.empty();
        }
        Certificate[] chain = session.get().getPeerCertificates();
        return chain.length > 0 && chain[0] instanceof X509Certificate own
                ? Optional.of(own.getNotAfter().toInstant())
                : Optional.empty();
    }
}
