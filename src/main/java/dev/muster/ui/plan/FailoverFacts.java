package dev.muster.ui.plan;

import static dev.muster.ui.plan.PlanBlocks.code;
import static dev.muster.ui.plan.PlanBlocks.facts;

import com.vaadin.flow.component.Component;
import dev.muster.plan.Failover;
import dev.muster.plan.Plan;
import dev.muster.plan.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the plan says about a database's move to its standby. */
final class FailoverFacts {

    private FailoverFacts() {}

    static Component of(Failover failover, Plan plan) {
        PlanBlocks.Facts facts = facts().with("Standby", server(failover.standby()))
                .with(
                        "Its primary's data",
                        failover.primary().directory() + " on "
                                + failover.primary().host())
                .with(
                        "Promoted without an approval",
                        "up to " + size(failover.mostLag()) + " and " + PlanWords.duration(failover.mostDelay())
                                + " behind")
                .with(
                        failover.patroni().isPresent() ? "Run by Patroni" : "Fence, the first that is proved",
                        failover.patroni()
                                .map(FailoverFacts::patroni)
                                .orElseGet(() -> String.join("; ", fence(failover.fence()))))
                .with(
                        "Applications",
                        failover.applications().stream()
                                .map(it -> title(plan, it.service()) + " reads " + it.addressKey()
                                        + it.portKey().map(key -> " and " + key).orElse("") + " from " + it.file())
                                .collect(Collectors.joining("; ")))
                .with(
                        failover.patroni().isPresent() ? "When Patroni has moved" : "When the primary is lost",
                        failover.patroni().isPresent() ? follows(failover) : mode(failover));
        failover.replication()
                .ifPresent(it -> facts.with(
                        "Replicates as",
                        it.user()
                                + (it.password().reference().isEmpty()
                                        ? ", no password"
                                        : ", password from " + it.password().reference())));
        return facts;
    }

    private static Component server(Failover.Server server) {
        return code(server.address() + ":" + server.port() + ", " + server.directory() + " on " + server.host());
    }

    private static List<String> fence(Failover.Fence fence) {
        List<String> all = new ArrayList<>();
        if (fence.stopServer()) {
            all.add("end the server on its own host");
        }
        fence.command().ifPresent(it -> all.add(String.join(" ", it.arguments()) + " on " + it.host()));
        if (fence.stopApplications()) {
            all.add("stop all applications until they have the new address");
        }
        return all;
    }

    private static String patroni(Failover.Patroni patroni) {
        return patroni.primary().name() + " at " + patroni.primary().rest() + ", "
                + patroni.standby().name() + " at " + patroni.standby().rest()
                + patroni.account().map(it -> ", as " + it.user()).orElse("");
    }

    private static String follows(Failover failover) {
        return switch (failover.automatic()) {
            case OFF -> "it is told";
            case PROPOSE -> "pointing the applications at its leader is offered, filled in";
            case AUTOMATIC ->
                "the applications are pointed at its leader, at most once in "
                        + PlanWords.duration(failover.coolDown());
        };
    }

    private static String mode(Failover failover) {
        return switch (failover.automatic()) {
            case OFF -> "nothing by itself";
            case PROPOSE -> "the failover is offered, filled in";
            case AUTOMATIC -> "it fails over by itself, at most once in " + PlanWords.duration(failover.coolDown());
        };
    }

    private static String title(Plan plan, String service) {
        return plan.service(service).map(Service::title).orElse(service);
    }

    private static String size(long bytes) {
        return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MB" : bytes + " bytes";
    }
}
