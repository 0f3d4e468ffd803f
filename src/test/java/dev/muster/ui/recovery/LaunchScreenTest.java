package dev.muster.ui.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.muster.objective.Predictions;
import dev.muster.plan.Plans;
import dev.muster.plan.Procedure;
import dev.muster.recovery.Runs;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.ParameterChoices.Choice;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.MusterTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

/** The launch in each of its states. */
@WithMockUser(username = "jane", roles = "COMMANDER")
class LaunchScreenTest extends MusterTest {

    private static final Actor JANE = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");
    private final StatedRecovery recovery = new StatedRecovery();

    @Autowired
    private Plans plans;

    @Autowired
    private Predictions predictions;

    /** The accounts are there now; before, the first page of all turned the person away. */
    @BeforeEach
    void signed_in() {
        navigate(RecoverView.class);
    }

    @Test
    void a_green_pre_flight_is_launched_with_the_typed_name_only() {
        recovery.findings.add(Finding.ok("free disk", "61 GB free"));
        LaunchPanel panel = opened();

        assertThat(text(card("findings"))).contains("✓ It can be launched: one check passed", "61 GB free");
        assertThat(text(card("losses"))).contains("38 min of data");
        assertThat(text(panel)).contains("alter database a rename to b", "↺ Way back: rename");
        test(name()).setValue("bdc_production_typo");
        assertThat(launch().isEnabled()).isFalse();
        test(name()).setValue("bdc_production");
        test(launch()).click();

        until(() -> recovery.asked.contains("launch bdc_production"));
    }

    @Test
    void a_warning_does_not_forbid() {
        recovery.findings.add(Finding.warn("service bdc", "does not run now"));
        opened();

        assertThat(text(card("findings"))).contains("! It can be launched, with one warning", "does not run now");
        assertThat(name().isEnabled()).isTrue();
    }

    @Test
    void a_storage_that_is_down_blocks_and_says_so() {
        recovery.findings.add(Finding.block("storage", "off-site does not answer: connection refused"));
        recovery.findings.add(Finding.ok("server", "PostgreSQL answers"));
        opened();

        assertThat(text(card("findings")))
                .contains("✕ It cannot be launched: one thing blocks", "off-site does not answer: connection refused");
        assertThat(name().isEnabled()).isFalse();
        assertThat(launch().isEnabled()).isFalse();
    }

    @Test
    void a_refused_launch_says_why_and_keeps_what_was_typed() {
        recovery.findings.add(Finding.ok("free disk", "61 GB free"));
        recovery.refusal = "Run 6 holds bdc: it must end first";
        opened();
        test(name()).setValue("bdc_production");
        test(launch()).click();

        until(() -> refused().isVisible());
        assertThat(refused().getText()).isEqualTo("✕ Nothing was launched. Run 6 holds bdc: it must end first");
        assertThat(name().getValue()).isEqualTo("bdc_production");
        assertThat(launch().isEnabled()).isTrue();
    }

    @Test
    void a_pre_flight_that_cannot_be_made_says_why() {
        recovery.refusal = "Choose a value for “Backup”";
        LaunchPanel panel = panel();

        until(() -> text(panel).contains("✕ Choose a value for “Backup”"));
        assertThat(find(TextField.class, panel).withTestId("typed-name").exists())
                .isFalse();
    }

    @Test
    void the_list_offers_each_procedure_with_its_launch() {
        RecoverView view = navigate(RecoverView.class);
        assertThat(text(view)).contains("Restore the database", "Launch…", "steps");
    }

    @Test
    @WithMockUser(username = "vera", roles = "VIEWER")
    void a_viewer_sees_the_procedures_and_launches_none() {
        RecoverView view = navigate(RecoverView.class);
        assertThat(text(view)).contains("Restore the database").doesNotContain("Launch…");

        UI.getCurrent().navigate(RecoverView.class, QueryParameters.of("procedure", "restore-database"));
        assertThat(text(find(RecoverView.class).single())).contains("Only a commander launches");
    }

    @Test
    void an_unknown_procedure_says_so() {
        UI.getCurrent().navigate(RecoverView.class, QueryParameters.of("procedure", "<b>no</b>"));
        assertThat(text(find(RecoverView.class).single())).contains("has no procedure “<b>no</b>”");
    }

    private LaunchPanel opened() {
        LaunchPanel panel = panel();
        until(() -> find(TextField.class, panel).withTestId("typed-name").exists());
        return panel;
    }

    private LaunchPanel panel() {
        Procedure procedure =
                plans.current().plan().procedure("restore-database").orElseThrow();
        LaunchPanel panel = new LaunchPanel(
                recovery,
                JANE,
                procedure,
                parameter -> List.of(new Choice("newest", "Newest good backup")),
                chosen -> predictions.of(procedure, chosen),
                chosen -> new Runs.Request("restore-database", chosen, null, null));
        UI.getCurrent().add(panel);
        return panel;
    }

    private TextField name() {
        return find(TextField.class).withTestId("typed-name").single();
    }

    private Button launch() {
        return find(Button.class).withTestId("launch").single();
    }

    private Paragraph refused() {
        return UI.getCurrent()
                .getChildren()
                .flatMap(LaunchScreenTest::all)
                .filter(it -> "refused".equals(it.getElement().getAttribute("data-testid")))
                .map(Paragraph.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static java.util.stream.Stream<Component> all(Component component) {
        return java.util.stream.Stream.concat(
                java.util.stream.Stream.of(component), component.getChildren().flatMap(LaunchScreenTest::all));
    }

    private Div card(String id) {
        return find(Div.class).withTestId(id).single();
    }

    private void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(20_000_000);
            roundTrip();
            // Looking for something also runs what waits for its turn in this UI.
            find(com.vaadin.flow.component.html.Div.class).exists();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
