package dev.muster.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import dev.muster.practice.Chromium;
import dev.muster.practice.EstateFolder;
import dev.muster.practice.PracticeStart;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} of the console at random moments of one restore after the other; the launcher starts it again. The
 * seed is printed; {@code -Dkill.seed} repeats a series and {@code -Dkill.times} sets its length.
 */
class KilledConsoleIT {

    private static final int TIMES = Integer.getInteger("kill.times", 20);
    private static final int LONGEST_PAUSE_MS = 4_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void after_each_kill_the_run_goes_on_or_waits_for_a_person_and_the_live_database_is_whole() throws Exception {
        long seed = Long.getLong("kill.seed", System.nanoTime());
        System.out.println("kill.seed=" + seed);
        Random random = new Random(seed);
        try (EstateFolder folder = EstateFolder.temporary();
                PracticeStart estate = PracticeStart.in(folder, "killed.log");
                Playwright playwright = Playwright.create();
                Browser browser = Chromium.launch(playwright)) {
            estate.address();
            ended(estate, "1");
            String users = users(estate);
            for (int i = 0; i < TIMES; i++) {
                String run = launched(browser, estate);
                Thread.sleep(random.nextInt(LONGEST_PAUSE_MS));
                ProcessHandle console = estate.console();
                console.destroyForcibly();
                console.onExit().join();
                assertThat(live(estate)).isEqualTo("1");
                String state = ended(estate, run);
                System.out.println("kill " + (i + 1) + ": run " + run + " " + state + " after " + attempts(estate, run)
                        + " attempts");
                assertThat(state).isIn("SUCCEEDED", "INTERRUPTED");
                assertThat(estate.consoleValue("select count(*) from run where state in ('QUEUED', 'RUNNING')"))
                        .isEqualTo("0");
                assertThat(Long.parseLong(users(estate))).isGreaterThanOrEqualTo(Long.parseLong(users));
                assertThat(restoring()).isEmpty();
                assertThat(estate.primaryValue(
                                "postgres",
                                "select count(*) from pg_database where datname like 'bdc_production_restore_%'"))
                        .isEqualTo(state.equals("SUCCEEDED") ? "0" : "1");
            }
        }
    }

    private static String launched(Browser browser, PracticeStart estate) {
        try (Person jane = Person.signedIn(browser, estate, "jane")) {
            jane.open("/recover?procedure=restore-database");
            jane.page.getByTestId("typed-name").locator("input").fill("bdc_production");
            jane.page.getByTestId("launch").click();
            jane.page.waitForURL(Pattern.compile(".*/runs/\\d+.*"));
            return jane.page.url().replaceAll(".*/runs/(\\d+).*", "$1");
        }
    }

    private static String ended(PracticeStart estate, String run) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            String state = estate.consoleValue("select coalesce((select state from run where id = " + run + "), '')");
            if (List.of("SUCCEEDED", "FAILED", "CANCELLED", "INTERRUPTED").contains(state)) {
                return state;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("run " + run + " does not end:\n" + estate.output());
    }

    private static String attempts(PracticeStart estate, String run) {
        return estate.consoleValue("select sum(attempt) from run_step where run_id = " + run);
    }

    private static String live(PracticeStart estate) {
        return estate.primaryValue("postgres", "select count(*) from pg_database where datname = 'bdc_production'");
    }

    private static String users(PracticeStart estate) {
        return estate.primaryValue("bdc_production", "select count(*) from users");
    }

    private static List<String> restoring() {
        return ProcessHandle.allProcesses()
                .map(it -> it.info().command().orElse(""))
                .filter(it -> it.endsWith("/pg_restore"))
                .toList();
    }
}
