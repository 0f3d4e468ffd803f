package dev.muster.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QuotingTest {

    @Test
    void names_and_values_cannot_leave_their_quotes() {
        assertThat(Quoting.identifier("a\"; drop database x; --")).isEqualTo("\"a\"\"; drop database x; --\"");
        assertThat(Quoting.literal("o'neil")).isEqualTo("'o''neil'");
        assertThat(Quoting.literal("\\'")).isEqualTo("E'\\\\'''");
        assertThat(Quoting.dbname("bdc_production")).isEqualTo("bdc_production");
        assertThat(Quoting.dbname("a host=evil")).isEqualTo("dbname='a host=evil'");
    }

    @Test
    void a_long_name_is_cut_before_its_ending() {
        String name = Quoting.name("ü".repeat(40), "_restore_123");
        assertThat(name).endsWith("_restore_123");
        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(63);
    }

    @Test
    void answers_of_the_plans_checks_are_compared_as_numbers_where_asked() {
        assertThat(PlanCheck.holds("12", "> 0")).isTrue();
        assertThat(PlanCheck.holds("0", "> 0")).isFalse();
        assertThat(PlanCheck.holds("null", "> 0")).isFalse();
        assertThat(PlanCheck.holds("t", "t")).isTrue();
    }
}
