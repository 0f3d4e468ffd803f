package dev.muster.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.host.Hosts;
import dev.muster.host.ServiceControl;
import dev.muster.plan.Host;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.LooseContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A pair is brought back to a real TLS server, and taken back. */
class RestoreCertificateIT extends CertificateWorld {

    @Test
    void a_good_copy_in_a_storage_is_installed_and_one_that_is_not_there_changes_nothing() throws IOException {
        moveToStorage("good");
        assertThat(restored(aRun())).isInstanceOf(StepOutcome.Done.class);
        assertThat(served()).isEqualTo("good");
        assertThat(mode("privkey.pem")).isEqualTo("rw-------");

        moveToStorage("wrong");
        assertThat(restored(aRun())).isInstanceOfSatisfying(StepOutcome.Failed.class, it -> assertThat(it.reason())
                .contains("example.org"));
        Files.delete(store.file("tls/key.pem"));
        LooseContext run = aRun();
        assertThat(step("check-certificate").check(run))
                .anyMatch(
                        it -> it.level() == Finding.Level.BLOCK && it.message().contains("tls/key.pem"));
        assertThat(restored(run)).isInstanceOfSatisfying(StepOutcome.Failed.class, it -> assertThat(it.reason())
                .contains("tls/key.pem"));
        assertThat(served()).isEqualTo("good");
    }

    @Test
    void a_sound_pair_is_installed_served_and_taken_back() throws IOException {
        LooseContext run = aRun();

        assertThat(restored(run)).isInstanceOf(StepOutcome.Done.class);

        assertThat(mode("privkey.pem")).isEqualTo("rw-------");
        assertThat(mode("fullchain.pem")).isEqualTo("rw-r--r--");
        assertThat(served()).isEqualTo("good");
        assertThat(live.resolve("privkey.pem.before-" + run.runId())).hasBinaryContent(authority.file("old.key"));
        assertThat(run.everything() + " " + run.facts)
                .as("the key is nowhere")
                .doesNotContain(lines("good.key"))
                .doesNotContain("PRIVATE KEY");

        assertThat(back(run)).isInstanceOf(StepOutcome.Done.class);
        assertThat(served()).isEqualTo("old");
        assertThat(mode("privkey.pem")).isEqualTo("rw-r-----");
        try (var files = Files.list(live)) {
            assertThat(files.map(it -> it.getFileName().toString()))
                    .containsExactlyInAnyOrder("fullchain.pem", "privkey.pem");
        }
    }

    @Test
    void what_is_not_sound_is_not_installed_and_the_reason_is_said() throws IOException {
        goodCopy("past");
        assertThat(restored(aRun()).toString()).contains("Nothing is installed", "has expired");
        goodCopy("wrong");
        assertThat(restored(aRun()).toString()).contains("does not cover example.org");
        goodCopy("good");
        put(source.resolve("key.pem"), authority.file("old.key"), "rw-------");
        assertThat(restored(aRun()).toString()).contains("does not match the certificate");
        goodCopy("good");
        put(source.resolve("chain.pem"), authority.chain("good"), "rw-r--r--");
        assertThat(restored(aRun()).toString()).contains("incomplete");
        put(source.resolve("chain.pem"), new byte[] {1, 2, 3}, "rw-r--r--");
        assertThat(restored(aRun()).toString()).contains("no certificate in the PEM format");
        assertThat(step("check-certificate").check(aRun()))
                .anyMatch(it -> it.message().contains("no certificate in the PEM format"));
        Files.delete(source.resolve("key.pem"));
        assertThat(restored(aRun()).toString()).contains("key.pem");
        assertThat(served()).isEqualTo("old");
        try (var files = Files.list(live)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void a_service_that_would_not_take_it_or_does_not_come_up_gets_the_pair_before() throws IOException {
        Files.createFile(folder.resolve("refuse"));
        LooseContext run = aRun();
        assertThat(restored(run).toString())
                .contains("nginx would not take the files", "The pair before is in place again");
        assertThat(live.resolve("fullchain.pem")).hasBinaryContent(authority.chain("old", "middle"));
        assertThat(served()).isEqualTo("old");

        Files.delete(folder.resolve("refuse"));
        assertThat(restored(run)).as("and once more").isInstanceOf(StepOutcome.Done.class);
        assertThat(served()).isEqualTo("good");
    }

    @Test
    void a_server_that_shows_another_certificate_is_found_out() throws IOException {
        LooseContext run = aRun();
        step("check-certificate").run(run);
        step("install-certificate").run(run);
        control().stop();
        Path served = Files.createDirectories(folder.resolve("elsewhere"));
        put(served.resolve("fullchain.pem"), authority.chain("old", "middle"), "rw-r--r--");
        put(served.resolve("privkey.pem"), authority.file("old.key"), "rw-------");
        ServiceControl other = beans.getBean(Hosts.class).control(Host.local("here"), service(served));
        other.start();
        try {
            assertThat(step("verify-certificate").run(run).toString()).contains("shows another certificate");
        } finally {
            other.stop();
        }
    }

    @Test
    void a_worker_that_dies_before_any_side_effect_is_followed_by_one_that_finishes() throws IOException {
        boolean died = true;
        int deaths = 0;
        while (died) {
            LooseContext run = aRun();
            deaths++;
            died = dies(run, deaths, () -> restored(run));
            if (died) {
                assertThat(restored(run)).as("after death " + deaths).isInstanceOf(StepOutcome.Done.class);
            }
            assertThat(served()).isEqualTo("good");
            if (dies(run, deaths, () -> back(run))) {
                back(run);
            }
            assertThat(live.resolve("privkey.pem")).hasBinaryContent(authority.file("old.key"));
            assertThat(live.resolve("fullchain.pem")).hasBinaryContent(authority.chain("old", "middle"));
        }
        assertThat(deaths).isGreaterThan(3);
    }

    @Test
    void the_same_pair_again_leaves_everything_as_it_was() {
        assertThat(restored(aRun())).isInstanceOf(StepOutcome.Done.class);
        LooseContext again = aRun();
        step("check-certificate").run(again);
        assertThat(step("install-certificate").run(again).toString()).contains("left as it was");
        assertThat(live.resolve("privkey.pem.before-" + again.runId())).doesNotExist();
    }

    @Test
    void where_nothing_was_installed_the_way_back_puts_the_new_pair_aside() throws IOException {
        control().stop();
        Files.delete(live.resolve("fullchain.pem"));
        Files.delete(live.resolve("privkey.pem"));
        Files.delete(live);
        LooseContext run = aRun();
        step("check-certificate").run(run);
        assertThat(step("install-certificate").run(run)).isInstanceOf(StepOutcome.Done.class);
        control().start();
        assertThat(step("verify-certificate").run(run)).isInstanceOf(StepOutcome.Done.class);

        control().stop();
        assertThat(step("install-certificate").undo(run)).isInstanceOf(StepOutcome.Done.class);
        assertThat(live.resolve("privkey.pem")).doesNotExist();
        assertThat(mode("privkey.pem.undone-" + run.runId())).isEqualTo("rw-------");
    }

    @Test
    void a_link_is_replaced_by_a_file_told_before_and_put_back() throws IOException {
        Path archive = Files.createDirectories(folder.resolve("archive"));
        Path target = archive.resolve("privkey1.pem");
        put(target, authority.file("old.key"), "rw-------");
        Files.delete(live.resolve("privkey.pem"));
        Files.createSymbolicLink(live.resolve("privkey.pem"), target);
        assertThat(step("install-certificate").check(aRun()))
                .anyMatch(it -> it.message().contains("is a link and will be a file"));
        LooseContext run = aRun();
        assertThat(restored(run)).isInstanceOf(StepOutcome.Done.class);
        assertThat(target).hasBinaryContent(authority.file("old.key"));
        assertThat(live.resolve("privkey.pem")).isRegularFile();
        back(run);
        assertThat(Files.readSymbolicLink(live.resolve("privkey.pem"))).isEqualTo(target);
    }
}
