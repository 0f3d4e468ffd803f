package dev.muster.plan;

import static dev.muster.plan.PlanMistakes.change;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a channel needs so that Muster can write to it. */
class ChannelPlanTest {

    @Test
    void the_shipped_plan_names_where_its_secrets_stand() {
        Plan plan = new PlanParser(Map.of()).parse(BdcPlanTest.yaml());

        assertThat(plan.channels().get(0).webhook().reference()).isEqualTo("${env:BDC_SLACK_WEBHOOK}");
        assertThat(plan.channels().get(1).mailServer()).hasValueSatisfying(it -> {
            assertThat(it.encryption()).isEqualTo(MailServer.Encryption.STARTTLS);
            assertThat(it.port()).isEqualTo(587);
        });
        assertThat(plan.channels().get(2).webhook()).isEqualTo(Secret.NONE);
    }

    @Test
    void a_webhook_in_the_plan_itself_is_refused_and_not_repeated() {
        assertThat(change("    webhook: ${env:BDC_SLACK_WEBHOOK}", "    webhook: https://hooks.example/T/B/secret"))
                .singleElement()
                .returns("channels.primary.webhook", PlanProblem::place)
                .returns(
                        "a secret does not stand in the plan; allowed: ${env:NAME} or ${file:/path}",
                        PlanProblem::message);
    }

    @Test
    void mistakes_in_a_channel_are_told_at_their_place() {
        assertThat(change("    address: incident@company.com", "    address: incident@company.com, nobody"))
                .singleElement()
                .returns("channels.secondary.address", PlanProblem::place)
                .returns("\"nobody\" is not an email address such as name@company.com", PlanProblem::message);
        assertThat(change("      port: 587", "      port: 99999"))
                .singleElement()
                .returns("channels.secondary.smtp.port", PlanProblem::place);
        assertThat(change("      encryption: starttls", "      encryption: rot13"))
                .singleElement()
                .returns("unknown \"rot13\"; allowed: none, starttls, tls", PlanProblem::message);
        assertThat(change("      password: ${env:BDC_SMTP_PASSWORD}\n", ""))
                .singleElement()
                .returns("has a user and no password; allowed: both or none", PlanProblem::message);
        assertThat(change("    address: status.yourdomain.com", "    address: x\n    webhook: ${env:X}"))
                .singleElement()
                .returns("channels.status-page.webhook", PlanProblem::place);
    }
}
