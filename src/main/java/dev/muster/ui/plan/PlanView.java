package dev.muster.ui.plan;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.muster.plan.Plan;
import dev.muster.plan.PlanChanged;
import dev.muster.plan.PlanException;
import dev.muster.plan.PlanVersion;
import dev.muster.plan.Plans;
import dev.muster.security.CurrentActor;
import dev.muster.security.Role;
import dev.muster.ui.shell.LiveUpdates;
import dev.muster.ui.shell.MainLayout;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.springframework.security.access.AccessDeniedException;

/** The plan in force, readable; an administrator reloads it here and sees each problem of a refused file. */
@Route(value = "plan", layout = MainLayout.class)
@StyleSheet("context://css/plan.css")
@PageTitle("Plan")
@PermitAll
public final class PlanView extends Div {

    private static final long serialVersionUID = 1L;

    private final transient Plans plans;
    private final transient CurrentActor currentActor;

    private final H1 name = new H1();
    private final Div version = new Div();
    private final Button reload = new Button("Reload the file");
    private final RefusedPlan refused = new RefusedPlan();
    private final Div content = new Div();

    public PlanView(Plans plans, CurrentActor currentActor, LiveUpdates liveUpdates) {
        this.plans = plans;
        this.currentActor = currentActor;
        create();
        listen(liveUpdates);
        layOut();
        load();
        plans.refusedAtStart().ifPresent(refused::show);
    }

    private void create() {
        addClassName("plan-page");
        version.addClassName("plan-version");
        content.addClassName("plan-content");
        reload.setTestId("reload-plan");
        reload.addThemeVariants(ButtonVariant.PRIMARY);
        reload.setDisableOnClick(true);
        reload.setVisible(currentActor.get().role().includes(Role.ADMIN));
    }

    private void listen(LiveUpdates liveUpdates) {
        reload.addClickListener(event -> reload());
        liveUpdates.whileAttached(this, new PlanChanged(), this::load);
    }

    private void layOut() {
        Div title = new Div(name, version);
        title.addClassName("plan-title");
        Div header = new Div(title, reload);
        header.addClassName("plan-header");
        add(header, refused, content);
    }

    private void load() {
        PlanVersion current = plans.current();
        name.setText(current.plan().name());
        version.removeAll();
        version.add(new VersionLine(current));
        List<Section> sections = sections(current.plan());
        content.removeAll();
        content.add(jumps(sections));
        sections.forEach(content::add);
    }

    private static List<Section> sections(Plan plan) {
        ResponseSections response = new ResponseSections(plan);
        EstateSections estate = new EstateSections(plan);
        UpkeepSections upkeep = new UpkeepSections(plan);
        return List.of(
                response.objectives(),
                response.scenarios(),
                response.checklist(),
                response.team(),
                response.channels(),
                response.templates(),
                estate.procedures(),
                estate.backups(),
                upkeep.configurations(),
                upkeep.certificates(),
                estate.services(),
                estate.proxies(),
                estate.databases(),
                estate.hosts(),
                estate.storages(),
                estate.dns(),
                response.drills(),
                response.reviews(),
                response.lessons(),
                estate.bestPractices());
    }

    private static Nav jumps(List<Section> sections) {
        Nav jumps = new Nav();
        jumps.addClassName("plan-jumps");
        jumps.setAriaLabel("Parts of the plan");
        for (Section section : sections) {
            String id = section.getId().orElseThrow();
            Anchor jump = new Anchor("plan#" + id, PlanBlocks.title(section));
            // The browser scrolls by itself; the router would load the page again.
            jump.setRouterIgnore(true);
            jumps.add(jump);
        }
        return jumps;
    }

    private void reload() {
        try {
            String before = plans.current().hash();
            PlanVersion now = plans.reload(currentActor.get());
            refused.setVisible(false);
            load();
            String text = now.hash().equals(before)
                    ? "The file has not changed: version " + now.shortHash() + " stays in force"
                    : "Version " + now.shortHash() + " is in force";
            Notification.show(text).addThemeVariants(NotificationVariant.SUCCESS);
        } catch (PlanException e) {
            refused.show(e);
        } catch (AccessDeniedException e) {
            Notification.show("Only an administrator may reload the plan").addThemeVariants(NotificationVariant.ERROR);
        } finally {
            reload.setEnabled(true);
        }
    }
}
