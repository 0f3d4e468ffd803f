package dev.muster.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.plan.Scenario;
import dev.muster.plan.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TitleProposalTest {

    @Test
    void scenario_and_failing_services_make_the_title() {
        assertThat(proposal("Database corruption", "PostgreSQL", "BDC"))
                .isEqualTo("Database corruption: PostgreSQL, BDC");
    }

    @Test
    void without_failing_services_the_scenario_is_the_title() {
        assertThat(proposal("Human error")).isEqualTo("Human error");
    }

    @Test
    void of_many_services_three_are_named() {
        assertThat(proposal("Natural disaster", "A", "B", "C", "D", "E"))
                .isEqualTo("Natural disaster: A, B, C and 2 more");
    }

    @Test
    void it_always_fits() {
        String title = proposal("🔥".repeat(190), "PostgreSQL", "BDC");

        assertThat(title.codePointCount(0, title.length())).isEqualTo(200);
        assertThat(title).endsWith("…");
        assertThat(Inputs.lineFault("The title", title)).isEmpty();
    }

    private static String proposal(String scenario, String... services) {
        List<Service> failing = Arrays.stream(services)
                .map(it -> new Service(
                        it,
                        it,
                        Service.Tier.CRITICAL,
                        "primary",
                        new Service.External(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        return TitleProposal.of(new Scenario("key", scenario, "Impact", "Strategy", List.of(), List.of()), failing);
    }
}
