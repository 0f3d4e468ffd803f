package dev.muster.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.common.Refused;
import dev.muster.plan.TlsCertificate;
import dev.muster.recovery.step.Finding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a chain and its key before anything is installed. */
class PairCheckTest {

    @TempDir
    private static Path folder;

    private static Authority authority;
    private final Instant now = Clock.systemUTC().instant();

    @BeforeAll
    static void certificates() throws Exception {
        authority = new Authority(folder);
        authority.leaf("site", "rsa", 90, "example.org", "*.example.org");
        authority.leaf("other", "ec", 90, "other.org");
        authority.leaf("nameless", "ec", 90);
    }

    @Test
    void a_sound_pair_has_nothing_against_it_with_and_without_its_root_in_the_file() {
        assertThat(blocks(authority.chain("site", "middle"), "site.key")).isEmpty();
        assertThat(blocks(authority.chain("site", "middle", "root"), "site.key"))
                .isEmpty();
    }

    @Test
    void keys_in_the_older_formats_are_read_too() {
        authority.openssl("rsa", "-in", authority.path("site.key"), "-traditional", "-out", authority.path("old.key"));
        authority.openssl("ec", "-in", authority.path("other.key"), "-out", authority.path("old-ec.key"));
        assertThat(new String(authority.file("old.key"), StandardCharsets.UTF_8))
                .contains("BEGIN RSA PRIVATE KEY");
        assertThat(new String(authority.file("old-ec.key"), StandardCharsets.UTF_8))
                .contains("BEGIN EC PRIVATE KEY");
        assertThat(blocks(authority.chain("site", "middle"), "old.key")).isEmpty();
        assertThat(blocks(authority.chain("other", "middle"), "old-ec.key"))
                .singleElement()
                .asString()
                .startsWith("does not cover example.org");
    }

    @Test
    void a_key_of_another_certificate_does_not_match() throws Exception {
        authority.leaf("twin", "rsa", 90, "example.org", "*.example.org");
        assertThat(blocks(authority.chain("site", "middle"), "twin.key"))
                .singleElement()
                .asString()
                .contains("does not match");
        assertThatThrownBy(() -> Pair.read(authority.chain("site"), authority.file("other.key")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("of the kind RSA");
    }

    @Test
    void an_incomplete_chain_and_one_in_the_wrong_order_are_told_apart() {
        assertThat(blocks(authority.chain("site"), "site.key"))
                .singleElement()
                .asString()
                .contains("Test Middle", "incomplete");
        assertThat(blocks(authority.chain("site", "root", "middle"), "site.key"))
                .anyMatch(it -> it.contains("in the wrong order"));
        assertThat(blocks(authority.chain("middle", "site"), "site.key"))
                .anyMatch(it -> it.contains("in the wrong order"));
        assertThat(blocks(authority.chain("site", "other"), "site.key"))
                .anyMatch(it -> it.contains("does not belong together"));
    }

    @Test
    void times_are_looked_at_for_every_certificate_of_the_chain() {
        byte[] chain = authority.chain("site", "middle");
        assertThat(blocks(chain, "site.key", now.plus(Duration.ofDays(91))))
                .singleElement()
                .asString()
                .contains("example.org", "has expired");
        assertThat(blocks(chain, "site.key", now.minus(Duration.ofDays(2))))
                .hasSize(2)
                .allMatch(it -> it.contains("not valid yet"));
        assertThat(findings(chain, "site.key", now.plus(Duration.ofDays(80))))
                .anyMatch(it -> it.level() == Finding.Level.WARN && it.message().contains("expires in 9 days"));
    }

    @Test
    void every_name_must_be_covered_and_a_star_covers_one_label_only() {
        List<String> covered = List.of("example.org", "*.example.org");
        assertThat(HostNames.cover(covered, "EXAMPLE.org")).isTrue();
        assertThat(HostNames.cover(covered, "www.example.org")).isTrue();
        assertThat(HostNames.cover(covered, "*.example.org")).isTrue();
        assertThat(HostNames.cover(covered, "a.b.example.org")).isFalse();
        assertThat(HostNames.cover(List.of("*.example.org"), "example.org")).isFalse();
        assertThat(HostNames.cover(List.of("*.org"), "*.example.org")).isFalse();
        assertThat(blocks(authority.chain("nameless", "middle"), "nameless.key"))
                .singleElement()
                .asString()
                .contains("it covers no host name");
    }

    @Test
    void garbage_and_an_encrypted_key_and_a_key_in_the_chain_are_refused_without_repeating_them() {
        byte[] chain = authority.chain("site", "middle");
        byte[] key = authority.file("site.key");
        authority.openssl(
                "pkcs8",
                "-topk8",
                "-in",
                authority.path("site.key"),
                "-passout",
                "pass:x",
                "-out",
                authority.path("locked.key"));
        byte[] damaged = new String(chain, StandardCharsets.UTF_8)
                .replaceFirst("MII", "AAA")
                .getBytes(StandardCharsets.UTF_8);
        byte[] both = (new String(chain, StandardCharsets.UTF_8) + new String(key, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        byte[] cut = java.util.Arrays.copyOf(key, key.length / 2);
        byte[] hollow =
                "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n".getBytes(StandardCharsets.UTF_8);
        refused("no certificate", "garbage".getBytes(StandardCharsets.UTF_8), key);
        refused("no certificate", new byte[0], key);
        refused("damaged", damaged, key);
        refused("holds a private key", both, key);
        refused("is encrypted", chain, authority.file("locked.key"));
        refused("no private key", chain, cut);
        refused("cannot be read as one of the kind RSA", chain, hollow);
    }

    private static void refused(String why, byte[] chain, byte[] key) {
        assertThatThrownBy(() -> Pair.read(chain, key))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("MII");
    }

    private List<String> blocks(byte[] chain, String key) {
        return blocks(chain, key, now);
    }

    private static List<String> blocks(byte[] chain, String key, Instant at) {
        return findings(chain, key, at).stream()
                .filter(it -> it.level() == Finding.Level.BLOCK)
                .map(Finding::message)
                .toList();
    }

    private static List<Finding> findings(byte[] chain, String key, Instant at) {
        TlsCertificate wanted = new TlsCertificate(
                "site",
                "Site",
                "here",
                List.of("example.org", "www.example.org"),
                new TlsCertificate.Source.OnHost("here", "/c", "/k"),
                "/c2",
                "/k2",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                14,
                List.of(),
                Optional.empty());
        return new PairCheck(wanted, Optional.of(Pem.certificates(authority.file("root.pem"))), at)
                .findings(Pair.read(chain, authority.file(key)));
    }
}
