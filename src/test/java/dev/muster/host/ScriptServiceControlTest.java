package dev.muster.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.plan.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plain process on a machine that is reached over SSH. */
class ScriptServiceControlTest {

    private SshRig rig;
    private Path folder;
    private Path pidFile;
    private ServiceControl service;

    @BeforeEach
    void open() {
        rig = new SshRig();
        folder = rig.server.folder().resolve("a service's place");
        pidFile = folder.resolve("run/app.pid");
        rig.output("mkdir", folder.toString());
        service = rig.control(process("/bin/sh", "-c", "echo up as $MUSTER_SERVICE; pwd; exec sleep 600"));
    }

    @AfterEach
    void close() {
        service.stop();
        rig.close();
    }

    @Test
    void it_starts_once_runs_on_without_a_connection_and_stops() throws IOException {
        assertThat(service.running()).isFalse();
        service.start();
        assertThat(service.running()).isTrue();
        String first = Files.readString(pidFile);
        service.start();
        assertThat(pidFile).hasContent(first);
        assertThat(folder.resolve("log/app.log")).hasContent("up as " + pidFile + "\n" + folder);

        rig.newConsole("");
        rig.server.stop();
        assertThat(handle()).get().matches(PidFile::alive);
        rig.server.start();
        ServiceControl later = rig.control(process("/bin/sleep", "600"));
        assertThat(later.running()).isTrue();

        long pid = handle().orElseThrow().pid();
        later.stop();
        assertThat(SshMachineTest.alive(pid)).isFalse();
        assertThat(later.running()).isFalse();
        assertThat(pidFile).doesNotExist();
        later.stop();
        service = later;
    }

    @Test
    void a_restart_gives_it_another_process() throws IOException {
        service.start();
        String first = Files.readString(pidFile);
        service.restart();
        assertThat(service.running()).isTrue();
        assertThat(Files.readString(pidFile)).isNotEqualTo(first);
    }

    @Test
    void one_that_ends_at_once_is_told_with_its_last_words() {
        ServiceControl broken = rig.control(process("/bin/sh", "-c", "echo no configuration >&2; exit 2"));
        assertThatThrownBy(broken::start)
                .isInstanceOf(HostException.class)
                .hasMessageContaining("app did not start")
                .hasMessageContaining("no configuration");
        assertThat(broken.running()).isFalse();
        assertThat(pidFile).doesNotExist();
    }

    @Test
    void one_that_takes_no_notice_is_killed() throws IOException {
        service = rig.control(process("/bin/sh", "-c", "trap '' TERM; while :; do sleep 1; done"));
        service.start();
        long pid = handle().orElseThrow().pid();
        service.stop();
        assertThat(SshMachineTest.alive(pid)).isFalse();
    }

    @Test
    void a_lost_pid_file_is_written_again_and_a_stale_one_names_nobody() throws IOException {
        service.start();
        String first = Files.readString(pidFile);
        rig.output("rm", pidFile.toString());
        service.start();
        assertThat(pidFile).hasContent(first);
        service.stop();

        long other = ProcessHandle.current().pid();
        for (String stale : List.of(other + "\n1000000000000\n", "no number\n", "")) {
            rig.output("mkdir", "-p", folder.resolve("run").toString());
            rig.output("sh", "-c", "printf %s \"$1\" > \"$2\"", "sh", stale, pidFile.toString());
            assertThat(service.running()).as(stale).isFalse();
        }
    }

    @Test
    void this_machine_and_another_read_the_same_pid_file() {
        Service.PlainProcess process = process("/bin/sleep", "600");
        ServiceControl remote = rig.control(process);
        ServiceControl local = new ProcessServiceControl("app", process);
        remote.start();
        assertThat(local.running()).isTrue();
        remote.stop();
        local.start();
        assertThat(remote.running()).isTrue();
        local.stop();
        assertThat(remote.running()).isFalse();
    }

    @Test
    void the_preview_shows_its_commands() {
        assertThat(service.describe())
                .startsWith("app1: ")
                .contains("kill -TERM $(cat " + ShellQuoting.quote(pidFile.toString()) + ")", "/bin/sh -c 'echo up as");
    }

    private Service.PlainProcess process(String... start) {
        return new Service.PlainProcess(
                List.of(start),
                folder.toString(),
                pidFile.toString(),
                folder.resolve("log/app.log").toString());
    }

    private Optional<ProcessHandle> handle() throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst()));
    }
}
