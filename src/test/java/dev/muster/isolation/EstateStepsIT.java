package dev.muster.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.practice.SshServer;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.LooseContext;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The estate's nginx under the plan's own procedure, and evidence that is taken over SSH. */
class EstateStepsIT {

    @SuppressWarnings("NullAway.Init")
    private static IsolationRig rig;

    @BeforeAll
    static void an_estate_with_an_archive() throws Exception {
        rig = new IsolationRig();
        assertThat(rig.run("back-up-application", Map.of()).summary().state()).isEqualTo(RunState.SUCCEEDED);
    }

    @AfterAll
    static void ends() throws Exception {
        rig.close();
    }

    @Test
    void the_plans_fail_over_of_the_application_runs_and_goes_back() throws Exception {
        String before = Files.readString(rig.estate.nginx().siteFile());
        // the parser of this rig knows no step types, so it leaves durations as they are written
        rig.change = yaml -> yaml.replace("at-most: 30 s", "at-most: PT30S");

        RunQuery.Detail run = rig.run("fail-over-application", Map.of("server", "next", "others", "down"));

        assertThat(run.summary().state()).as(words(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(words(run))
                .contains("app2 answers through nginx; the others are down")
                .contains("every request from before the switch has ended");
        rig.estate.application().stop();
        assertThat(front()).as("the first application is not needed").isEqualTo(200);
        rig.estate.application().start();

        rig.runs().wayBack(run.summary().id(), "the work is done", IsolationRig.COMMANDER);
        rig.driven(run.summary().id());

        assertThat(Files.readString(rig.estate.nginx().siteFile())).isEqualTo(before);
        rig.estate.secondApplication().stop();
        assertThat(front()).as("the second application is not needed").isEqualTo(200);
        rig.estate.secondApplication().start();
    }

    @Test
    void evidence_is_taken_over_ssh_and_what_the_account_may_not_read_is_said() throws Exception {
        Path directory = rig.estate.application().program().directory();
        Files.writeString(directory.resolve("public/odd \\ näme\n.php"), "x");
        try (SshServer server = SshServer.started()) {
            rig.change = yaml -> yaml.replace(
                    "connection: local\n    address: 127.0.0.1\n",
                    "connection: ssh\n    address: 127.0.0.1\n    port: '" + server.port() + "'\n    user: "
                            + server.user() + "\n    key: " + server.userKey() + "\n    host-key: "
                            + server.fingerprint() + "\n");
            LooseContext run =
                    new LooseContext(900, rig.plan()).with("host", "local").with("policy", "application-daily");
            for (int time = 1; time <= 2; time++) {
                assertThat(rig.beans.getBean(SnapshotHostStep.class).run(run).toString())
                        .contains("processes.txt, sockets.txt");
                StepOutcome outcome =
                        rig.beans.getBean(CompareDirectoryStep.class).run(run);
                assertThat(outcome).isInstanceOf(StepOutcome.Done.class);
                assertThat(((StepOutcome.Done) outcome).summary())
                        .startsWith("1 added, 0 changed, 0 missing")
                        .doesNotContain("NOT TAKEN");
            }
            String compared = Files.readString(rig.evidence.resolve("run-900/local/application-daily-compared.txt"));
            assertThat(compared).contains("added    public/odd \\x5c näme\\x0a.php (file, ");
            if (!server.user().equals(System.getProperty("user.name"))) {
                assertThat(compared).contains("unread   .env");
            }
            LooseContext logs = new LooseContext(900, rig.plan())
                    .with("host", "local")
                    .with("files", rig.estate.nginx().directory().resolve("logs/access.log") + "\n/nowhere/at.all");
            assertThat(rig.beans.getBean(CopyLogsStep.class).run(logs).toString())
                    .contains("NOT TAKEN: log_nowhere_at.all: /nowhere/at.all is not there on local");
            assertThat(new EvidenceFolder(rig.evidence.resolve("run-900")).pieces())
                    .contains("local/log_nowhere_at.all.not-taken")
                    .anyMatch(it -> it.endsWith("logs_access.log"));
        }
    }

    private static int front() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(rig.estate.nginx().url() + "/health").toURL().openConnection();
            connection.setReadTimeout(10_000);
            return connection.getResponseCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private static String words(RunQuery.Detail run) {
        return run.summary().reason() + "\n"
                + String.join("\n", run.steps().stream().map(String::valueOf).toList());
    }
}
