package dev.muster.ui.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.notification.Notification;
import dev.muster.plan.PlanException;
import dev.muster.plan.PlanProblem;
import dev.muster.plan.PlanVersion;
import dev.muster.plan.Plans;
import dev.muster.security.Actor;
import dev.muster.security.CurrentActor;
import dev.muster.testing.MusterTest;
import dev.muster.ui.shell.LiveUpdates;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@SuppressWarnings("removal")
class PlanViewTest extends MusterTest {

    @Autowired
    private Plans plans;

    @Autowired
    private CurrentActor currentActor;

    @Autowired
    private LiveUpdates liveUpdates;

    @Test
    @WithMockUser(username = "vera", roles = "VIEWER")
    void a_viewer_reads_the_whole_plan_and_cannot_reload_it() {
        PlanView view = navigate(PlanView.class);
        assertThat($(H1.class, view).all()).extracting(H1::getText).containsExactly("BDC Disaster Recovery Plan");
        assertThat($(H2.class, view).all())
                .extracting(H2::getText)
                .containsExactly(
                        "Objectives",
                        "Scenarios",
                        "Checklist",
                        "Incident team",
                        "Channels, in their order",
                        "Messages",
                        "Procedures",
                        "Backups",
                        "Configuration",
                        "Certificates",
                        "Services",
                        "Proxies",
                        "Databases",
                        "Hosts",
                        "Backup storage",
                        "Names",
                        "Drills",
                        "Reviews",
                        "Lessons",
                        "Best practices");
        assertThat(textOf(view))
                .contains(plans.current().shortHash(), "classpath:plan/bdc.yaml", "real-time", "30 min to 1 h")
                .contains("Restore from backups", "Charlie Wilson", "#incident-response", "{{severity}}", "7 days")
                .contains("swap-database", "s3://bdc-backups/")
                .contains("password from ${env:BDC_DATABASE_PASSWORD}")
                .contains("over SSH as muster, port 22", "the key /etc/muster/ssh/id_ed25519", "run through sudo")
                .contains("app1:/etc", "of the branch main", "nginx, when it takes them: nginx -t")
                .contains("yourdomain.com, www.yourdomain.com", "backup:/backup/ssl/fullchain.pem")
                .contains("not pinned: every connection is refused");
        assertThat($(Button.class, view).all()).noneMatch(Component::isVisible);
    }

    @Test
    @WithMockUser(username = "ada", roles = "ADMIN")
    void an_administrator_reloads_a_file_that_has_not_changed() {
        PlanView view = navigate(PlanView.class);
        test($(Button.class, view).single()).click();
        assertThat(test($(Notification.class).last()).getText()).contains("has not changed");
    }

    @Test
    @WithMockUser(username = "ada", roles = "ADMIN")
    void a_refused_file_is_told_problem_by_problem_and_the_plan_stays() {
        PlanView view = new PlanView(refusing(), currentActor, liveUpdates);
        UI.getCurrent().add(view);
        Button reload = $(Button.class, view).single();
        test(reload).click();
        assertThat($(RefusedPlan.class, view).single())
                .satisfies(it -> assertThat($(ListItem.class, it).all())
                        .extracting(PlanViewTest::textOf)
                        .containsExactly(
                                "procedures.restore-database.steps[3].service line 212 unknown service \"bcd\"",
                                "plan the rest"))
                .satisfies(it -> assertThat(textOf(it)).contains("refused: 2 problems", "stays in force"));
        assertThat($(H1.class, view).single().getText()).isEqualTo("BDC Disaster Recovery Plan");
        assertThat(reload.isEnabled()).isTrue();
    }

    private Plans refusing() {
        return new Plans() {
            @Override
            public PlanVersion current() {
                return plans.current();
            }

            @Override
            public PlanVersion version(long id) {
                return plans.version(id);
            }

            @Override
            public PlanVersion reload(Actor actor) {
                throw new PlanException(
                        "broken",
                        List.of(
                                new PlanProblem(
                                        "procedures.restore-database.steps[3].service", 212, "unknown service \"bcd\""),
                                new PlanProblem("plan", 0, "the rest")));
            }
        };
    }

    private static String textOf(Component component) {
        String own = component.getElement().getText();
        String inner = component
                .getChildren()
                .map(PlanViewTest::textOf)
                .filter(it -> !it.isEmpty())
                .reduce((a, b) -> a + " " + b)
                .orElse("");
        return (own + " " + inner).strip();
    }
}
