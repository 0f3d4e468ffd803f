package dev.muster.dns;

import dev.muster.plan.DnsEntry;
import dev.muster.plan.Secret;
import dev.muster.practice.CloudflareStandIn;
import dev.muster.practice.NameServer;
import dev.muster.testing.TurnableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A zone at the Cloudflare stand-in, three name servers that follow it, and a run that leads its names elsewhere. */
final class CloudflareRig implements AutoCloseable {

    static final String TOKEN = "nKPo5gz8QVq-very-secret";
    static final String MAIN = "203.0.113.10";
    static final String STANDBY = "198.51.100.20";

    final TurnableClock clock = new TurnableClock(Instant.parse("2026-03-01T08:00:00Z"));
    final CloudflareStandIn cloudflare = CloudflareStandIn.started(0, TOKEN, clock);
    final NameServer authoritative = NameServer.started(0, cloudflare::answers);
    final NameServer one = NameServer.started(0, cloudflare::answers);
    final NameServer two = NameServer.started(0, cloudflare::answers);
    private final Path token;

    CloudflareRig(Path folder) {
        token = folder.resolve("token");
        writeToken(TOKEN);
        cloudflare.put("bdc.example", "A", MAIN, 60, false);
        cloudflare.put("www.bdc.example", "A", MAIN, 60, false);
        cloudflare.put("mail.bdc.example", "A", "203.0.113.25", 60, false);
        cloudflare.put("bdc.example", "TXT", "v=spf1 -all", 60, false);
    }

    void writeToken(String text) {
        try {
            Files.writeString(token, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DnsEntry entry(String zone, String... names) {
        return new DnsEntry(
                "front-door",
                "The address of BDC",
                "bdc.example",
                new DnsEntry.Cloudflare(zone, new Secret("${file:" + token + "}"), Optional.of(cloudflare.api())),
                DnsEntry.Type.A,
                List.of(names),
                List.of(new DnsEntry.Site("main", MAIN), new DnsEntry.Site("standby", STANDBY)),
                Duration.ofMinutes(5),
                server(authoritative),
                List.of(server(one), server(two)));
    }

    private static DnsEntry.Server server(NameServer server) {
        return new DnsEntry.Server("127.0.0.1", server.port());
    }

    /** A run that leads both names to the standby. */
    DnsRun run() {
        return run(entry(CloudflareStandIn.ZONE, "bdc.example", "www.bdc.example"));
    }

    DnsRun run(DnsEntry entry) {
        return new DnsRun(entry, clock, new CloudflareDns(Duration.ofMillis(1500)));
    }

    @Override
    public void close() {
        cloudflare.close();
        authoritative.close();
        one.close();
        two.close();
    }
}
