package dev.muster.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.recovery.RunQuery;
import dev.muster.recovery.StepState;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The certificate that nginx of an application host serves, from a good copy on another machine. */
class CertificatesOnMachinesIT extends MachineTest {

    private static final String LIVE = "/etc/letsencrypt/live/" + ContainerEstate.DOMAIN;

    @Test
    void a_good_pair_is_installed_served_and_taken_back() {
        String before = served();
        goodCopy(90);

        RunQuery.Detail run = succeeds("restore-certificates", Map.of());

        assertThat(served())
                .isNotEqualTo(before)
                .isEqualTo(fingerprintOf(estate.standby(), "/backup/ssl/fullchain.pem"));
        assertThat(estate.app1().run("stat", "-c", "%U %a", LIVE + "/privkey.pem"))
                .isEqualTo("root 600");
        assertThat(estate.app1().run("stat", "-c", "%U %a", LIVE + "/fullchain.pem"))
                .isEqualTo("root 644");
        assertThat(rig.said(id(run))).doesNotContain("PRIVATE KEY");

        RunQuery.Detail back = rig.wayBack(id(run));

        assertThat(back.steps()).allMatch(it -> it.state() == StepState.UNDONE);
        assertThat(served()).isEqualTo(before);
    }

    @Test
    void a_pair_that_is_over_or_does_not_fit_together_is_refused_before_the_launch() {
        String before = served();
        goodCopy(-1);
        assertThat(blocks("restore-certificates")).contains("expired");
        goodCopy(90);
        estate.standby()
                .shell("estate-certificate bdc.example 90 /root/other; cp /root/other/privkey.pem /backup/ssl/");
        assertThat(blocks("restore-certificates")).contains("does not match");
        assertThat(served()).isEqualTo(before);
    }

    private void goodCopy(int days) {
        estate.standby()
                .shell("rm -rf /backup/ssl; mkdir -p /backup; estate-certificate bdc.example " + days
                        + " /backup/ssl; cp /etc/estate/authority/ca.pem /backup/ssl/roots.pem");
    }

    private String served() {
        return estate.app1()
                .shell("openssl s_client -connect 127.0.0.1:443 -servername bdc.example < /dev/null 2> /dev/null"
                        + " | openssl x509 -noout -fingerprint -sha256");
    }

    private static String fingerprintOf(EstateHost host, String file) {
        return host.run("openssl", "x509", "-noout", "-fingerprint", "-sha256", "-in", file);
    }
}
