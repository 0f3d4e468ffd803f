package dev.muster.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.practice.PracticeData;
import dev.muster.practice.PracticeEstate;
import dev.muster.practice.PracticePlan;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The plan of the practice estate names what runs there, and nothing that does not. */
class PracticePlanIT {

    @Test
    void what_is_not_there_is_left_out_and_what_is_there_is_named_with_its_probe() {
        try (PracticeEstate estate = PracticeEstate.empty()
                .withPrimary(new PracticeData(1, 42))
                .withObjectStore()
                .withApplication()) {
            Plan small = parsed(estate);
            assertThat(small.services())
                    .extracting(Service::key)
                    .contains("bdc")
                    .doesNotContain("redis", "nginx");
            assertThat(small.procedures())
                    .extracting(Procedure::key)
                    .contains("restore-database", "restore-application")
                    .doesNotContain("back-up-redis", "restore-redis");
            assertThat(small.backup("redis-daily")).isEmpty();
            assertThat(small.scenarios())
                    .allSatisfy(it -> assertThat(it.procedures()).doesNotContain("restore-redis"));

            estate.withSecondApplication().withRedis().withNginx();
            Plan whole = parsed(estate);
            assertThat(whole.services())
                    .extracting(Service::key)
                    .contains("redis", "bdc", "bdc2", "nginx", "postgresql");
            assertThat(whole.probes())
                    .extracting(ServiceProbe::service)
                    .contains("redis", "bdc", "bdc2", "nginx", "postgresql");
            assertThat(whole.service("redis").orElseThrow().redis().orElseThrow())
                    .returns(estate.redis().port(), Service.Redis::port)
                    .returns(estate.redis().snapshot().toString(), Service.Redis::file)
                    .returns(estate.redis().password(), it -> it.password().reveal());
            assertThat(whole.procedure("restore-redis").orElseThrow().steps())
                    .extracting(Procedure.Step::type)
                    .contains("place-snapshot", "stop-service", "swap-snapshot", "start-redis", "count-keys");
            assertThat(whole.database("bdc").orElseThrow().services()).containsExactly("bdc", "bdc2");
            assertThat(whole.procedure("restore-database").orElseThrow().steps())
                    .extracting(it -> it.type() + " " + it.with().getOrDefault("service", ""))
                    .containsSubsequence(
                            "stop-service bdc",
                            "stop-service bdc2",
                            "swap-database ",
                            "start-service bdc",
                            "start-service bdc2");
        }
    }

    private static Plan parsed(PracticeEstate estate) {
        return new PlanParser(Map.of()).parse(PracticePlan.of(estate.parts()));
    }
}
