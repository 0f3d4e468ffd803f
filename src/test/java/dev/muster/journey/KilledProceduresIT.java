package dev.muster.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Playwright;
import dev.muster.practice.Chromium;
import dev.muster.practice.EstateFolder;
import dev.muster.practice.PracticeStart;
import dev.muster.practice.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} of the console in the middle of any procedure that the practice estate offers; the launcher starts it
 * again. The seed is printed: {@code -Dkill.seed} repeats a series and {@code -Dkill.times} sets its length.
 */
class KilledProceduresIT {

    private static final int TIMES = Integer.getInteger("kill.times", 2);
    private static final long SEED = Long.getLong("kill.seed", System.nanoTime());

    private static final Pattern NAME = Pattern.compile("Type (\\S+) to launch");

    private static EstateFolder folder;
    private static PracticeStart estate;
    private static Playwright playwright;
    private static Browser browser;

    private final Random random = new Random(SEED);
    /** How long each procedure takes when nobody disturbs it, in milliseconds. */
    private final Map<String, Long> calm = new HashMap<>();

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
    void killed_at_any_moment_every_procedure_goes_on_or_waits_for_a_person() {
        System.out.println("kill.seed=" + SEED + " kill.times=" + TIMES);
        RestoreWatch.of(estate, 1).untilStands();
        List<String> procedures = offered();
        LiveData before = LiveData.of(estate);
        int kills = 0;
        while (kills < TIMES) {
            String procedure = procedures.get(random.nextInt(procedures.size()));
            long usual = calm.computeIfAbsent(procedure, it -> undisturbed(it));
            RestoreWatch run = launched(procedure);
            long moment = (long) (random.nextDouble() * usual);
            run.untilAfterLaunch(moment);
            if (run.stands()) {
                calm.put(procedure, usual * 9 / 10);
                continue;
            }
            String step = run.killConsole();
            kills++;
            String state = run.untilStands();
            System.out.println("kill " + kills + ": " + procedure + ", run " + run.id() + " at " + moment + " ms in "
                    + step + ": " + state + ", " + run.attempts() + " attempts");
            assertThat(state).isIn("SUCCEEDED", "INTERRUPTED", "FAILED");
            if (state.equals("INTERRUPTED")) {
                cancel(run);
                assertThat(run.untilStands()).isEqualTo("CANCELLED");
            }
            run.hasLeftNothingBehind();
            assertThat(LiveData.of(estate)).isEqualTo(before);
        }
    }

    /** Those that can be launched on this estate as it is. */
    private static List<String> offered() {
        try (Person jane = Person.signedIn(browser, estate, "jane")) {
            jane.open("/recover");
            Pattern key = Pattern.compile("procedure=([a-z0-9-]+)");
            List<String> keys = new ArrayList<>();
            for (Locator link : jane.page.locator("a[href*='procedure=']").all()) {
                Matcher matcher = key.matcher(String.valueOf(link.getAttribute("href")));
                if (matcher.find() && !keys.contains(matcher.group(1))) {
                    keys.add(matcher.group(1));
                }
            }
            return keys;
        }
    }

    private static long undisturbed(String procedure) {
        RestoreWatch run = launched(procedure);
        assertThat(run.untilStands()).as(procedure).isEqualTo("SUCCEEDED");
        return run.millis();
    }

    private static RestoreWatch launched(String procedure) {
        estate.awaitConsole();
        try (Person jane = Person.signedIn(browser, estate, "jane")) {
            jane.open("/recover?procedure=" + procedure);
            Locator typed = jane.page.getByTestId("typed-name");
            typed.locator("input:enabled").waitFor();
            Matcher name = NAME.matcher(typed.innerText());
            assertThat(name.find()).as(procedure).isTrue();
            typed.locator("input").fill(name.group(1));
            jane.page.getByTestId("launch").click();
            jane.page.waitForURL(Pattern.compile(".*/runs/\\d+.*"));
            return RestoreWatch.of(estate, Long.parseLong(jane.page.url().replaceAll(".*/runs/(\\d+).*", "$1")));
        }
    }

    private static void cancel(RestoreWatch run) {
        estate.awaitConsole();
        long queued = run.queued();
        try (Person jane = Person.signedIn(browser, estate, "jane")) {
            jane.open("/runs/" + run.id());
            assertThat(jane.page.getByTestId("choice-cancel")).isVisible();
            jane.page.getByTestId("choice-cancel").click();
            jane.page.getByLabel("Why").fill("the console was killed");
            jane.button("Cancel the run").click();
            Waiting.until(Duration.ofSeconds(30), "the cancel is taken", () -> run.queued() > queued);
        }
    }
}
