package dev.muster.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

class PracticeMainIT {

    @Test
    void one_estate_runs_at_a_time_and_leaves_no_process_behind() throws Exception {
        try (EstateFolder folder = EstateFolder.temporary()) {
            PracticeStart first = PracticeStart.in(folder, "first.log");
            try {
                Matcher address = first.printed("Muster is up after .*(http://127.0.0.1:\\d+)");
                assertThat(status(address.group(1))).isLessThan(400);
                assertThat(first.output())
                        .contains("jane", "COMMANDER", "ADMIN", "Stop with Ctrl-C", "nginx", "BDC, backup", "Redis");

                PracticeStart second = PracticeStart.in(folder, "second.log");
                assertThat(second.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(second.process().exitValue()).isNotZero();
                assertThat(second.output()).contains("already running");
                assertThat(status(address.group(1))).isLessThan(400);
            } finally {
                first.process().destroy();
                assertThat(first.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(processesOf(folder)).isEmpty();
        }
    }

    @Test
    void what_a_killed_launcher_left_behind_is_stopped_by_the_next() throws Exception {
        try (EstateFolder folder = EstateFolder.temporary()) {
            PracticeStart killed = PracticeStart.in(folder, "killed.log");
            killed.printed("Starting BDC\\s+[\\d.]+ s");
            killed.process().destroyForcibly().waitFor();
            assertThat(processesOf(folder)).isNotEmpty();

            PracticeStart next = PracticeStart.in(folder, "next.log");
            try {
                next.printed("of an earlier start is stopped");
                next.printed("Starting BDC\\s+[\\d.]+ s");
            } finally {
                next.process().destroy();
                assertThat(next.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(processesOf(folder)).isEmpty();
        }
    }

    private static int status(String address) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** Every process of the estate has the folder in its command line, or works in it. */
    private static List<String> processesOf(EstateFolder folder) {
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .map(it -> it.info().commandLine().orElse("") + " in " + workPlace(it))
                .filter(it -> it.contains(folder.path().toString()))
                .toList();
    }

    private static String workPlace(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(process.pid()), "cwd"))
                    .toString();
        } catch (IOException gone) {
            return "";
        }
    }
}
