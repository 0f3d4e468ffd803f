package dev.muster.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.plan.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessServiceControlTest {

    @TempDir
    Path folder;

    private Path pidFile;
    private ServiceControl service;

    @BeforeEach
    void define() {
        pidFile = folder.resolve("app.pid");
        service = new ProcessServiceControl(
                "app",
                new Service.PlainProcess(
                        List.of("/bin/sleep", "600"),
                        folder.toString(),
                        pidFile.toString(),
                        folder.resolve("app.log").toString()));
    }

    @AfterEach
    void end() {
        service.stop();
    }

    @Test
    void a_console_killed_before_it_wrote_the_pid_file_is_no_reason_to_start_the_service_twice() throws IOException {
        service.start();
        String first = Files.readString(pidFile);
        Files.delete(pidFile);

        service.start();

        assertThat(pidFile).hasContent(first);
    }

    @Test
    void nor_to_leave_it_running_when_it_should_stop() throws IOException {
        service.start();
        ProcessHandle process = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pidFile).getFirst()))
                .orElseThrow();
        Files.delete(pidFile);

        service.stop();

        assertThat(PidFile.alive(process)).isFalse();
        assertThat(service.running()).isFalse();
    }
}
