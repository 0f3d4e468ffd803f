package dev.muster.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.testing.MusterTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The page of step types says what the code says. When it does not, the right page lies in target/steps.md. */
class StepsPageTest extends MusterTest {

    @Autowired
    private List<RecoveryStep> steps;

    @Test
    void the_page_of_step_types_is_what_the_code_says() throws IOException {
        String page = page();
        Files.writeString(Path.of("target/steps.md"), page);
        assertThat(Path.of("docs/steps.md")).hasContent(page);
    }

    private String page() {
        return HEAD
                + steps.stream()
                        .sorted(Comparator.comparing(RecoveryStep::type))
                        .map(StepsPageTest::section)
                        .collect(Collectors.joining("\n"));
    }

    private static String section(RecoveryStep step) {
        String text = "## `" + step.type() + "`\n\n" + step.about() + "\n\n";
        if (!step.settings().isEmpty()) {
            text += "| setting | value | needed | meaning |\n|---|---|---|---|\n"
                    + step.settings().stream().map(StepsPageTest::row).collect(Collectors.joining())
                    + "\n";
        }
        return text + "Effect: " + effect(step) + ". After a crash: "
                + (step.repeatable() ? "it simply runs again" : "a person decides") + ". Way back of a finished run: "
                + (step.hasWayBack() ? "yes" : "none") + ".\n";
    }

    private static String row(StepSetting setting) {
        return "| `" + setting.name() + "` | " + setting.kind().words() + " | " + (setting.required() ? "yes" : "no")
                + " | " + setting.meaning() + " |\n";
    }

    private static String effect(RecoveryStep step) {
        return switch (step.effect()) {
            case READ_ONLY -> "only looks";
            case REVERSIBLE -> "changes the estate and can take it back";
            case DESTRUCTIVE -> "changes the estate";
        };
    }

    private static final String HEAD = """
        # The steps of procedures

        Made from the code; a test compares it. An entry under `steps` of a procedure is one of these:

        ```yaml
        - {type: stop-service, title: Stop BDC, service: bdc}              # a step of one of the types below
        - {use: restore-database, with: {backup: "${backup}"}}             # another procedure, with its parameters
        - title: Bring both back                                           # branches that run at the same time
          together:
            - {use: restore-application}
            - steps:                                                       # several entries, one after the other
                - {type: manual, title: Call the data centre, text: Ask for the second rack}
                - {type: approval, title: A second person agrees}
        - {type: wait-for-service, title: Wait for Redis, service: redis, at-most: 10 min}
        ```

        Any step may also say `timeout: 10 min`: after that it is ended and has failed (4 h when it is not said). One that
        simply runs again after a crash may say `retries: 3`: so often it is tried again when it fails for a reason that may
        pass, after 2 s, 4 s, 8 s, ….

        A value of `with` is the parameter's value, or `${name}` for a parameter of the procedure around it. What a step
        started is undone, newest first, when a run is cancelled or taken back.

        """;
}
