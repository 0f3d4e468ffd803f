package dev.muster.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepContext.LostLease;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.LooseContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pinned commit is put in place, and taken back. */
class RestoreConfigurationIT {

    @TempDir
    private Path folder;

    private ConfigurationRig rig;
    private String first;
    private String second;

    @BeforeEach
    void two_commits_of_which_the_first_is_in_force() throws IOException {
        rig = new ConfigurationRig(folder.toRealPath());
        rig.commits(".gitattributes", "*.conf text eol=crlf\n*.txt filter=evil\n");
        rig.commits("app/app.conf", "version=1\n");
        rig.commits("app/old.conf", "old\n");
        rig.commits("app/sub/ünï \"q\".txt", "quoted\n");
        rig.commits("secret/env", "API=alpha\n");
        rig.commits("elsewhere/x", "not a part\n");
        Files.createSymbolicLink(rig.origin.resolve("app/current"), Path.of("app.conf"));
        first = rig.committed("one");
        assertThat(rig.restored(rig.aRun(first))).isInstanceOf(StepOutcome.Done.class);
        rig.commits("app/app.conf", "version=2\n\nmore=yes\n");
        rig.commits("app/new/made.conf", "made\n");
        rig.write(rig.origin, "app/run", "#!/bin/sh\n", "rwxr-xr-x");
        rig.commits("secret/env", "API=omega\n");
        Files.delete(rig.origin.resolve("app/old.conf"));
        Files.delete(rig.origin.resolve("app/current"));
        Files.createSymbolicLink(rig.origin.resolve("app/current"), Path.of("new/made.conf"));
        second = rig.committed("two");
        rig.git("tag", "-a", "v2", "-m", "two");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void what_is_new_changed_gone_and_linked_is_as_in_the_commit_and_nothing_else_is_touched() throws IOException {
        rig.write(rig.etc, "app/own.conf", "nobody's\n", "rw-r--r--");
        List<String> before = rig.all();

        LooseContext run = rig.aRun("v2");
        assertThat(rig.restored(run)).isInstanceOf(StepOutcome.Done.class);

        assertThat(rig.live("app/app.conf")).as("no end of line is converted").isEqualTo("version=2\n\nmore=yes\n");
        assertThat(rig.all())
                .contains(
                        "app/app.conf rw-r--r-- version=2\n\nmore=yes\n",
                        "app/new/made.conf rw-r--r-- made\n",
                        "app/run rwxr-xr-x #!/bin/sh\n",
                        "app/own.conf rw-r--r-- nobody's\n",
                        "app/sub/ünï \"q\".txt rw-r--r-- quoted\n",
                        "app/current -> new/made.conf",
                        "secret/env rw-r----- API=omega\n")
                .noneMatch(it -> it.startsWith("app/old.conf") || it.startsWith("elsewhere"));
        assertThat(rig.read()).endsWith("version=2\n\nmore=yes\n");
        assertThat(rig.etc.resolve(".muster-etc-" + run.runId() + "/before/app/old.conf"))
                .hasContent("old");
        assertThat(run.log).contains("+version=2", "-version=1");
        assertThat(run.everything()).noneMatch(it -> it.contains("alpha"));

        assertThat(rig.back(run)).isInstanceOf(StepOutcome.Done.class);

        assertThat(rig.all()).isEqualTo(before);
        assertThat(rig.etc.resolve(".muster-etc-" + run.runId())).doesNotExist();
        assertThat(rig.read()).endsWith("version=1\n");
        assertThat(findings("in-force")).anyMatch(it -> it.message().contains("“one”; the branch main has 1 newer"));
    }

    @Test
    void the_preview_shows_files_and_lines_and_no_content_that_not_everybody_may_read() {
        rig.write(rig.etc, "app/app.conf", "version=by hand\n", "rw-r--r--");

        var description = rig.step("fetch-configuration").describe(rig.aRun(second));

        assertThat(description.what()).contains("“two”", "2 new", "3 replaced", "1 removed");
        assertThat(description.commands())
                .contains("-version=by hand", "+version=2", "new " + rig.etc.resolve("app/run"))
                .anyMatch(it -> it.contains("secret/env (content not shown"))
                .noneMatch(it -> it.contains("omega"));
        assertThat(findings(second))
                .anyMatch(it -> it.level() == Finding.Level.WARN
                        && it.check().equals("changes by hand")
                        && it.message().contains("app/app.conf"));
        assertThat(rig.live("app/app.conf")).isEqualTo("version=by hand\n");
    }

    @Test
    void what_was_changed_by_hand_is_kept_and_comes_back() {
        rig.write(rig.etc, "app/app.conf", "version=by hand\n", "rw-r-----");
        LooseContext run = rig.aRun(second);

        rig.restored(run);

        assertThat(run.log).anyMatch(it -> it.contains("changed by hand since") && it.contains("app/app.conf"));
        Path kept = rig.etc.resolve(".muster-etc-" + run.runId() + "/before/app/app.conf");
        assertThat(kept).hasContent("version=by hand");
        assertThat(rig.all()).contains("app/app.conf rw-r----- version=2\n\nmore=yes\n");
        rig.back(run);
        assertThat(rig.all()).contains("app/app.conf rw-r----- version=by hand\n");
    }

    @Test
    void a_worker_that_dies_before_any_side_effect_is_followed_by_one_that_finishes() {
        rig.services = false;
        List<String> before = rig.all();
        LooseContext whole = rig.aRun(second);
        rig.restored(whole);
        List<String> after = rig.all();
        rig.back(whole);
        int deaths = 0;
        boolean died = true;
        while (died) {
            LooseContext run = rig.aRun(second);
            deaths++;
            died = dies(run, deaths, () -> rig.restored(run));
            if (died) {
                assertThat(rig.restored(run)).as("after death " + deaths).isInstanceOf(StepOutcome.Done.class);
            }
            assertThat(rig.all()).as("after death " + deaths).isEqualTo(after);
            if (dies(run, deaths, () -> rig.back(run))) {
                assertThat(rig.back(run)).isInstanceOf(StepOutcome.Done.class);
            }
            assertThat(rig.all()).as("back after death " + deaths).isEqualTo(before);
        }
        assertThat(deaths).isGreaterThan(8);
    }

    private static boolean dies(LooseContext run, int sideEffect, java.util.function.Supplier<StepOutcome> work) {
        try {
            run.diesBefore(sideEffect);
            assertThat(work.get()).isInstanceOf(StepOutcome.Done.class);
            return false;
        } catch (LostLease e) {
            return true;
        } finally {
            run.diesBefore(Integer.MAX_VALUE);
        }
    }

    @Test
    void each_step_may_run_twice() {
        LooseContext run = rig.aRun(second);
        for (String type : ConfigurationRig.STEPS) {
            assertThat(rig.step(type).run(run)).isInstanceOf(StepOutcome.Done.class);
            assertThat(rig.step(type).run(run)).as(type + " again").isInstanceOf(StepOutcome.Done.class);
        }
        assertThat(rig.live("app/app.conf")).startsWith("version=2");
    }

    @Test
    void a_commit_that_is_there_already_leaves_everything_as_it_was() {
        LooseContext run = rig.aRun("in-force");
        String read = rig.read();
        assertThat(rig.step("fetch-configuration").run(run).toString()).contains("nothing differs");
        rig.step("stage-configuration").run(run);
        assertThat(rig.step("install-configuration").run(run).toString()).contains("left as it was");
        assertThat(rig.etc.resolve(".muster-etc-" + run.runId())).doesNotExist();
        assertThat(rig.read()).as("no service was restarted").isEqualTo(read);
    }

    private List<Finding> findings(String commit) {
        return rig.step("fetch-configuration").check(rig.aRun(commit));
    }
}
