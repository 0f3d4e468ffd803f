package dev.muster.incident;

import dev.muster.plan.Objectives;
import dev.muster.plan.Phase;
import dev.muster.plan.Plan;
import dev.muster.plan.PlanException;
import dev.muster.plan.PlanVersion;
import dev.muster.plan.Plans;
import dev.muster.plan.Procedure;
import dev.muster.plan.Proof;
import dev.muster.plan.Scenario;
import dev.muster.plan.Service;
import dev.muster.plan.TeamRole;
import dev.muster.security.Actor;
import dev.muster.testing.SmallPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan with two scenarios and five phases of five items, for tests that need a plan but not the parser. */
public final class SamplePlan implements Plans {

    public static final Objectives OBJECTIVES = new Objectives(
            Duration.ofHours(2),
            Duration.ofHours(8),
            Duration.ofHours(24),
            Duration.ofHours(1),
            Duration.ofHours(24),
            Duration.ZERO);
    private static final List<String> PHASES =
            List.of("Assessment", "Isolation", "Recovery", "Validation", "Post-recovery");

    private final long id;

    public SamplePlan(long id) {
        this.id = id;
    }

    @Override
    public PlanVersion current() {
        return new PlanVersion(id, "0".repeat(64), "sample", Instant.parse("2026-11-01T00:00:00Z"), plan());
    }

    @Override
    public PlanVersion version(long wanted) {
        if (wanted != id) {
            throw new PlanException("no plan version " + wanted);
        }
        return current();
    }

    @Override
    public PlanVersion reload(Actor actor) {
        return current();
    }

    private static Plan plan() {
        return SmallPlan.of(Map.of(
                "name",
                "Sample Plan",
                "objectives",
                OBJECTIVES,
                "scenarios",
                List.of(
                        new Scenario(
                                "database-corruption",
                                "Database corruption",
                                "Data loss, service disruption",
                                "Restore from the newest backup",
                                List.of("restore-database", "restore-application"),
                                List.of()),
                        new Scenario(
                                "ransomware", "Ransomware", "Everything", "Isolate and rebuild", List.of(), List.of())),
                "services",
                List.of(
                        service("postgresql", "PostgreSQL"),
                        service("bdc", "BDC"),
                        service("reports", "Reports", Service.Tier.NON_CRITICAL)),
                "team",
                team(),
                "phases",
                phases(),
                "procedures",
                List.of(
                        new Procedure(
                                "restore-application", "Restore the application", "", "bdc", List.of(), List.of()),
                        new Procedure("restore-database", "Restore the database", "", "bdc", List.of(), List.of()))));
    }

    private static Service service(String key, String title) {
        return service(key, title, Service.Tier.CRITICAL);
    }

    private static Service service(String key, String title, Service.Tier tier) {
        return new Service(key, title, tier, "primary", new Service.External(), Optional.empty(), Optional.empty());
    }

    /** The fourth item of Recovery waits for the two before it. */
    private static List<String> needs(String title, int item) {
        return title.equals("Recovery") && item == 4 ? List.of("recovery-2", "recovery-3") : List.of();
    }

    /** The first two items of Validation are proved by a restore and by a proved backup. */
    private static Optional<Proof> proof(String title, int item) {
        if (!title.equals("Validation")) {
            return Optional.empty();
        }
        return switch (item) {
            case 1 -> Optional.of(new Proof(Proof.Kind.RUN, "restore-database"));
            case 2 -> Optional.of(new Proof(Proof.Kind.BACKUP_PROVED, "bdc"));
            default -> Optional.empty();
        };
    }

    /** Jane commands, Bob is her deputy; nobody is the security officer. */
    private static List<TeamRole> team() {
        return List.of(
                new TeamRole("incident-commander", "Incident Commander", person("Jane Smith"), deputy("Bob Johnson")),
                new TeamRole("technical-lead", "Technical Lead", person("Charlie Wilson"), deputy("Eve Davis")),
                new TeamRole("database-admin", "Database Admin", person("Alice Brown"), Optional.empty()),
                new TeamRole("security-officer", "Security Officer", TeamRole.NOBODY, Optional.empty()));
    }

    private static TeamRole.Person person(String name) {
        return new TeamRole.Person(name, Optional.of("+1 555 0100"), Optional.empty(), Optional.empty());
    }

    private static Optional<TeamRole.Person> deputy(String name) {
        return Optional.of(person(name));
    }

    private static List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        for (String title : PHASES) {
            int hour = phases.size();
            List<Phase.Item> items = new ArrayList<>();
            for (int item = 1; item <= 5; item++) {
                boolean restore = title.equals("Recovery") && item == 2;
                items.add(new Phase.Item(
                        title.toLowerCase(java.util.Locale.ROOT) + "-" + item,
                        restore ? "Restore from backups" : title + " item " + item,
                        Optional.of("database-admin"),
                        restore ? Optional.of("restore-database") : Optional.empty(),
                        needs(title, item),
                        proof(title, item)));
            }
            phases.add(new Phase(
                    title.toLowerCase(java.util.Locale.ROOT),
                    title,
                    Duration.ofHours(hour),
                    Duration.ofHours(hour + 1),
                    items));
        }
        return List.copyOf(phases);
    }
}
