package dev.muster.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import dev.muster.practice.Chromium;
import dev.muster.practice.EstateFolder;
import dev.muster.practice.PracticeStart;
import dev.muster.practice.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * {@code kill -9} of the console in the middle of restores; the launcher starts it again. The seed is printed:
 * {@code -Dkill.seed} repeats the moments of a series and {@code -Dkill.times} sets its length.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledConsoleIT {

    private static final int TIMES = Integer.getInteger("kill.times", 4);
    private static final long SEED = Long.getLong("kill.seed", System.nanoTime());

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static EstateFolder folder;
    private static PracticeStart estate;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        playwright = Playwright.create();
        browser = Chromium.launch(playwright);
        folder = EstateFolder.temporary();
        estate = PracticeStart.in(folder, "killed.log", "8MB");
        estate.address();
    }

    @AfterAll
    static void stop() {
        playwright.close();
        estate.close();
        folder.close();
    }

    @Test
    @Order(1)
    void killed_at_any_moment_a_restore_goes_on_or_waits_for_a_person() {
        System.out.println("kill.seed=" + SEED + " kill.times=" + TIMES);
        Random random = new Random(SEED);
        RestoreWatch.of(estate, 1).untilStands();
        LiveData before = LiveData.of(estate);
        RestoreWatch calm = launched();
        assertThat(calm.untilStands()).isEqualTo("SUCCEEDED");
        long longest = calm.millis();
        System.out.println("an undisturbed restore takes " + longest + " ms");
        int kills = 0;
        while (kills < TIMES) {
            RestoreWatch run = launched();
            long moment = (long) (random.nextDouble() * longest);
            run.untilAfterLaunch(moment);
            if (run.stands()) {
                longest = longest * 9 / 10;
                continue;
            }
            String step = run.killConsole();
            kills++;
            assertThat(LiveData.of(estate)).isEqualTo(before);
            String state = run.untilStands();
            System.out.println("kill " + kills + ": run " + run.id() + " at " + moment + " ms in " + step + ": " + state
                    + " after " + run.millis() + " ms, " + run.attempts() + " attempts");
            assertThat(state).isIn("SUCCEEDED", "INTERRUPTED");
            if (state.equals("INTERRUPTED")) {
                choose(run, "cancel");
                assertThat(run.untilStands()).isEqualTo("CANCELLED");
            }
            run.hasLeftNothingBehind();
            assertThat(LiveData.of(estate)).isEqualTo(before);
            assertThat(run.there(run.before())).isEqualTo(state.equals("SUCCEEDED"));
        }
    }

    @Test
    @Order(2)
    void an_interrupted_run_keeps_its_choices_over_a_kill_and_goes_on_when_told_to() {
        LiveData before = LiveData.of(estate);
        RestoreWatch run = interrupted();
        choose(run, "retry");
        assertThat(run.untilStands()).isEqualTo("INTERRUPTED");
        run.dropObstacle();
        choose(run, "retry");
        assertThat(run.untilStands()).isEqualTo("SUCCEEDED");
        run.hasLeftNothingBehind();
        assertThat(LiveData.of(estate)).isEqualTo(before);
    }

    @Test
    @Order(3)
    void a_cancelled_run_takes_its_database_and_its_folder_away_and_starts_the_application() {
        LiveData before = LiveData.of(estate);
        RestoreWatch run = interrupted();
        choose(run, "cancel");
        assertThat(run.untilStands()).isEqualTo("CANCELLED");
        run.dropObstacle();
        run.hasLeftNothingBehind();
        assertThat(LiveData.of(estate)).isEqualTo(before);
    }

    /** A restore that finds the name taken to which it must move the live database; then the console is killed. */
    private static RestoreWatch interrupted() {
        RestoreWatch run = launched();
        run.putObstacle();
        assertThat(run.untilStands()).isEqualTo("INTERRUPTED");
        run.killConsole();
        estate.awaitConsole();
        assertThat(run.state()).isEqualTo("INTERRUPTED");
        assertThat(run.there(run.side())).isTrue();
        assertThat(run.folder()).exists();
        return run;
    }

    private static RestoreWatch launched() {
        estate.awaitConsole();
        try (Person jane = Person.signedIn(browser, estate, "jane")) {
            jane.open("/recover?procedure=restore-database");
            jane.page.getByTestId("typed-name").locator("input").fill("bdc_production");
            jane.page.getByTestId("launch").click();
            jane.page.waitForURL(Pattern.compile(".*/runs/\\d+.*"));
            return RestoreWatch.of(estate, Long.parseLong(jane.page.url().replaceAll(".*/runs/(\\d+).*", "$1")));
        }
    }

    private static void choose(RestoreWatch run, String choice) {
        estate.awaitConsole();
        long queued = run.queued();
        try (Person jane = Person.signedIn(browser, estate, "jane")) {
            jane.open("/runs/" + run.id());
            for (String offered : List.of("retry", "skip", "cancel")) {
                assertThat(jane.page.getByTestId("choice-" + offered)).isVisible();
            }
            jane.page.getByTestId("choice-" + choice).click();
            if (choice.equals("cancel")) {
                jane.page.getByLabel("Why").fill("the console was killed");
                jane.button("Cancel the run").click();
            }
            Waiting.until(PATIENCE, choice + " is taken", () -> run.queued() > queued);
        }
    }
}
