package dev.muster.ui.plan;

import static dev.muster.ui.plan.PlanBlocks.bullets;
import static dev.muster.ui.plan.PlanBlocks.card;
import static dev.muster.ui.plan.PlanBlocks.cards;
import static dev.muster.ui.plan.PlanBlocks.code;
import static dev.muster.ui.plan.PlanBlocks.facts;
import static dev.muster.ui.plan.PlanBlocks.section;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Section;
import dev.muster.plan.ConfigurationTree;
import dev.muster.plan.Plan;
import dev.muster.plan.Service;
import dev.muster.plan.ServiceReload;
import dev.muster.plan.TlsCertificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the plan says about configuration in version control and about certificates. */
final class UpkeepSections {

    private final Plan plan;

    UpkeepSections(Plan plan) {
        this.plan = plan;
    }

    Section configurations() {
        return section(
                "configurations",
                "Configuration",
                cards(plan.configurations(), "The plan names no configuration.", this::configuration));
    }

    private Component configuration(ConfigurationTree tree) {
        PlanBlocks.Facts facts = facts().with("In use", code(tree.host() + ":" + tree.directory()))
                .with("Comes from", code(tree.remote()))
                .with("Commits", tree.anyBranch() ? "of any branch" : "of the branch " + tree.branch())
                .with("Kept in", code(tree.host() + ":" + tree.repository()))
                .with("Read again by", reloads(tree.services()));
        List<Component> content = new ArrayList<>(List.of(facts));
        if (!tree.parts().isEmpty()) {
            content.add(bullets(tree.parts().stream().map(UpkeepSections::part).toList()));
        }
        return card(tree.title(), content.toArray(Component[]::new));
    }

    private static String part(ConfigurationTree.Part part) {
        return Stream.of(
                        Optional.of(part.path()),
                        part.mode().map(it -> "mode " + Integer.toOctalString(it)),
                        part.owner().map(it -> "owner " + it),
                        part.group().map(it -> "group " + it))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    Section certificates() {
        return section(
                "certificates",
                "Certificates",
                cards(plan.certificates(), "The plan names no certificate.", this::certificate));
    }

    private Component certificate(TlsCertificate certificate) {
        PlanBlocks.Facts facts = facts().with("Covers", String.join(", ", certificate.names()))
                .with("Chain", code(certificate.host() + ":" + certificate.chainFile()))
                .with("Key", code(certificate.host() + ":" + certificate.keyFile()))
                .with(
                        "Good copy",
                        code(certificate.source().where() + ":"
                                + certificate.source().chain()))
                .with("Read again by", reloads(certificate.services()));
        certificate.served().ifPresent(it -> facts.with("Asked for at", code(it.address() + ":" + it.port())));
        return card(certificate.title(), facts);
    }

    private String reloads(List<ServiceReload> services) {
        return services.isEmpty()
                ? "nothing"
                : services.stream()
                        .map(it -> plan.service(it.service())
                                        .map(Service::title)
                                        .orElse(it.service())
                                + (it.how() == ServiceReload.How.RESTART ? " (restarted)" : "")
                                + (it.test().isEmpty() ? "" : ", when it takes them: " + String.join(" ", it.test())))
                        .collect(Collectors.joining("; "));
    }
}
