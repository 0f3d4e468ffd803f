package dev.muster.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.plan.Host;
import dev.muster.plan.Secret;
import dev.muster.practice.SshServer;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.LooseContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong with a repository, a commit, a disk or a service: nothing is lost, and the reason is said. */
class ConfigurationFaultsIT {

    @TempDir
    private Path folder;

    private ConfigurationRig rig;
    private String first;

    @BeforeEach
    void a_commit_in_force() throws IOException {
        rig = new ConfigurationRig(folder.toRealPath());
        rig.commits("app/app.conf", "version=1\n");
        first = rig.committed("one");
        assertThat(rig.restored(rig.aRun(first))).isInstanceOf(StepOutcome.Done.class);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void a_remote_that_is_gone_leaves_what_was_fetched_before() throws IOException {
        rig.commits("app/app.conf", "version=2\n");
        String second = rig.committed("two");
        Files.move(rig.origin, rig.folder.resolve("gone"));

        assertThat(blocks(second)).singleElement().asString().contains("there is no commit", "cannot be fetched");
        rig.write(rig.etc, "app/app.conf", "spoiled\n", "rw-r--r--");
        LooseContext run = rig.aRun("in-force");
        assertThat(rig.restored(run)).isInstanceOf(StepOutcome.Done.class);
        assertThat(run.log).anyMatch(it -> it.contains("is taken from Muster's own repository"));
        assertThat(rig.live("app/app.conf")).isEqualTo("version=1\n");
    }

    @Test
    void after_a_force_push_only_what_was_in_force_here_is_still_taken() {
        rig.commits("app/app.conf", "version=2\n");
        String second = rig.committed("two");
        rig.step("fetch-configuration").check(rig.aRun(second));
        rig.git("checkout", "--quiet", "--orphan", "other");
        rig.commits("app/app.conf", "version=9\n");
        rig.committed("rewritten");
        rig.git("branch", "--quiet", "-M", "main");

        assertThat(blocks(second)).singleElement().asString().contains("is not on the branch main", "force push");
        assertThat(rig.restored(rig.aRun(second)).toString()).contains("force push");
        rig.write(rig.etc, "app/app.conf", "spoiled\n", "rw-r--r--");
        LooseContext run = rig.aRun(first);
        assertThat(rig.restored(run)).isInstanceOf(StepOutcome.Done.class);
        assertThat(run.log).anyMatch(it -> it.contains("its history was rewritten"));
        assertThat(rig.live("app/app.conf")).isEqualTo("version=1\n");
    }

    @Test
    void a_commit_of_another_branch_is_taken_only_where_the_plan_says_so() {
        rig.git("checkout", "--quiet", "-b", "side");
        rig.commits("app/app.conf", "version=side\n");
        String side = rig.committed("side");
        rig.git("tag", "aside");
        rig.git("checkout", "--quiet", "main");

        assertThat(blocks("aside")).singleElement().asString().contains(side + " is not on the branch main");
        rig.anyBranch = true;
        assertThat(rig.restored(rig.aRun(side))).isInstanceOf(StepOutcome.Done.class);
        assertThat(rig.live("app/app.conf")).isEqualTo("version=side\n");
    }

    @Test
    void nothing_that_may_mean_something_else_tomorrow_is_a_commit() {
        assertThat(blocks("main")).singleElement().asString().contains("no branch and no shortened id");
        assertThat(blocks("HEAD")).hasSize(1);
        assertThat(blocks(first.substring(0, 10))).hasSize(1);
        assertThat(blocks("0".repeat(40))).singleElement().asString().contains("there is no commit");
        assertThat(blocks("--upload-pack=id"))
                .singleElement()
                .asString()
                .contains("neither a full commit id nor a tag");
        assertThat(blocks(rig.git("rev-parse", first + "^{tree}")))
                .singleElement()
                .asString()
                .contains("no commit");
    }

    @Test
    void a_service_that_would_not_take_the_files_gets_those_before_and_says_why() {
        rig.commits("app/broken", "x\n");
        rig.commits("app/app.conf", "version=2\n");
        String second = rig.committed("two");
        List<String> before = rig.all();
        LooseContext run = rig.aRun(second);

        StepOutcome outcome = rig.restored(run);

        assertThat(outcome.toString()).contains("bdc would not take the files", "Every file is as before");
        assertThat(rig.all()).isEqualTo(before);
        assertThat(rig.control().running()).isTrue();
        assertThat(rig.step("fetch-configuration").check(rig.aRun("in-force")))
                .anyMatch(it -> it.message().contains(first));
        rig.back(run);
        assertThat(rig.all()).isEqualTo(before);
    }

    @Test
    void a_file_that_somebody_writes_while_the_run_works_is_not_overwritten() {
        rig.commits("app/app.conf", "version=2\n");
        LooseContext run = rig.aRun(rig.committed("two"));
        rig.step("fetch-configuration").run(run);
        rig.step("stage-configuration").run(run);
        rig.write(rig.etc, "app/app.conf", "somebody\n", "rw-r--r--");

        assertThat(rig.step("install-configuration").run(run).toString())
                .contains("app.conf was changed while this run worked");
        assertThat(rig.live("app/app.conf")).isEqualTo("somebody\n");
    }

    @Test
    void what_is_changed_after_the_restore_is_kept_on_the_way_back() {
        rig.commits("app/app.conf", "version=2\n");
        LooseContext run = rig.aRun(rig.committed("two"));
        rig.restored(run);
        rig.write(rig.etc, "app/app.conf", "afterwards\n", "rw-r--r--");

        rig.back(run);

        assertThat(rig.live("app/app.conf")).isEqualTo("version=1\n");
        assertThat(rig.etc.resolve(".muster-etc-" + run.runId() + "/undone/app/app.conf"))
                .hasContent("afterwards");
    }

    @Test
    void no_path_and_no_link_leads_out_of_the_directory() throws IOException {
        Path outside = Files.createDirectory(rig.folder.resolve("outside"));
        Files.createSymbolicLink(rig.etc.resolve("app/way"), outside);
        rig.commits("app/way/evil", "x\n");
        assertThat(blocks(rig.committed("through a link")))
                .singleElement()
                .asString()
                .contains("is no folder but a link");
        assertThat(outside).isEmptyDirectory();

        Files.delete(rig.etc.resolve("app/way"));
        rig.git("rm", "--quiet", "-r", "app/way");
        Files.createDirectories(rig.origin.resolve("app"));
        Files.createSymbolicLink(rig.origin.resolve("app/out"), Path.of("../../outside/evil"));
        assertThat(blocks(rig.committed("a link out")))
                .singleElement()
                .asString()
                .contains("out of " + rig.etc);

        rig.git("rm", "--quiet", "app/out");
        rig.commits("app/.muster-etc-1/x", "x\n");
        assertThat(blocks(rig.committed("our own folder")))
                .singleElement()
                .asString()
                .contains("is not restored");

        String blob = rig.git("rev-parse", first + ":app/app.conf");
        Path tree = rig.folder.resolve("tree");
        Files.write(tree, treeWith("../evil", blob));
        String bad = rig.git("hash-object", "-t", "tree", "-w", "--literally", tree.toString());
        String commit = rig.git("commit-tree", "-p", "HEAD", "-m", "upwards", bad);
        rig.git("reset", "--quiet", "--soft", commit);
        assertThat(blocks(commit)).hasSize(1);
        assertThat(rig.folder.resolve("evil")).doesNotExist();
    }

    private static byte[] treeWith(String name, String blob) {
        byte[] head = ("100644 " + name + "\0").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] id = java.util.HexFormat.of().parseHex(blob);
        byte[] all = java.util.Arrays.copyOf(head, head.length + id.length);
        System.arraycopy(id, 0, all, head.length, id.length);
        return all;
    }

    @Test
    void a_link_in_the_place_of_a_file_is_replaced_not_followed_and_comes_back() throws IOException {
        Path other = Files.writeString(rig.folder.resolve("other.conf"), "other\n");
        Files.delete(rig.etc.resolve("app/app.conf"));
        Files.createSymbolicLink(rig.etc.resolve("app/app.conf"), other);
        LooseContext run = rig.aRun(first);

        assertThat(rig.restored(run)).isInstanceOf(StepOutcome.Done.class);
        assertThat(rig.all()).contains("app/app.conf rw-r--r-- version=1\n");
        assertThat(other).hasContent("other");
        rig.back(run);
        assertThat(rig.all()).contains("app/app.conf -> " + other);
    }

    @Test
    void over_ssh_it_is_the_same_and_without_the_right_to_write_nothing_happens() throws IOException {
        try (SshServer ssh = SshServer.started();
                ConfigurationRig remote = new ConfigurationRig(
                        Files.createDirectory(ssh.folder().resolve("rig")), over(ssh), ssh.user())) {
            remote.commits("app/app.conf", "version=2\n");
            String second = remote.committed("two");
            Files.setPosixFilePermissions(remote.etc, PosixFilePermissions.fromString("r-xr-xr-x"));
            LooseContext denied = remote.aRun(second);

            assertThat(remote.step("stage-configuration").check(denied))
                    .anyMatch(it ->
                            it.level() == Finding.Level.BLOCK && it.message().contains("permission denied"));
            assertThat(remote.restored(denied).toString()).containsIgnoringCase("permission denied");
            assertThat(remote.etc).isEmptyDirectory();

            Files.setPosixFilePermissions(remote.etc, PosixFilePermissions.fromString("rwxr-xr-x"));
            LooseContext run = remote.aRun(second);
            assertThat(remote.restored(run)).isInstanceOf(StepOutcome.Done.class);
            assertThat(remote.live("app/app.conf")).isEqualTo("version=2\n");
            assertThat(remote.read()).endsWith("version=2\n");
            assertThat(remote.back(run)).isInstanceOf(StepOutcome.Done.class);
            assertThat(remote.etc).isEmptyDirectory();
        }
    }

    private static Host over(SshServer ssh) {
        return new Host(
                "here",
                "127.0.0.1",
                new Host.Ssh(
                        ssh.port(),
                        ssh.user(),
                        new Host.KeyFile(ssh.userKey().toString(), Secret.NONE),
                        Optional.of(ssh.fingerprint()),
                        false,
                        Duration.ofSeconds(10)));
    }

    private List<String> blocks(String commit) {
        return rig.step("fetch-configuration").check(rig.aRun(commit)).stream()
                .filter(it -> it.level() == Finding.Level.BLOCK)
                .map(Finding::message)
                .toList();
    }
}
