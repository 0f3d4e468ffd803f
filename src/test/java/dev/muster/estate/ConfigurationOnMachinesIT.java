package dev.muster.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Debian's own {@code /etc} of an application host, put back to pinned commits. */
class ConfigurationOnMachinesIT extends MachineTest {

    private static final String SITE = "/etc/nginx/sites-available/bdc-failover";
    private static final String GIT = "git -c user.name=estate -c user.email=estate@bdc.example";

    private String good = "";

    @BeforeAll
    void the_configuration_stands_in_version_control() {
        estate.app1()
                .shell("rm -rf " + EstatePlan.REMOTE + " /srv/etc; git init -q --bare -b main " + EstatePlan.REMOTE
                        + "; git clone -q " + EstatePlan.REMOTE
                        + " /srv/etc 2> /dev/null; cd /srv/etc; git checkout -qb main;"
                        + " mkdir -p nginx/sites-available redis bdc; cp /etc/nginx/nginx.conf nginx/;"
                        + " cp /etc/nginx/sites-available/bdc-* nginx/sites-available/;"
                        + " cp /etc/redis/estate.conf redis/; cp /etc/bdc/bdc.conf bdc/");
        good = commit("as it is");
    }

    @AfterAll
    void the_site_is_as_it_was() {
        if (estate != null) {
            estate.app1()
                    .shell("cd /srv/etc; git show " + good + ":nginx/sites-available/bdc-failover > " + SITE
                            + "; systemctl reload-or-restart nginx; rm -rf /etc/.muster-*");
        }
    }

    @Test
    void what_was_changed_by_hand_is_shown_put_back_and_can_be_had_again() {
        estate.app1()
                .shell("sed -i s/max_fails=3/max_fails=9/ " + SITE + "; echo 'items-per-page = 0' > /etc/bdc/bdc.conf");

        RunQuery.Detail run = succeeds("restore-configuration", Map.of("commit", good));

        assertThat(estate.app1().run("cat", SITE)).contains("max_fails=3");
        assertThat(estate.app1().run("cat", "/etc/bdc/bdc.conf")).isEqualTo("items-per-page = 25");
        assertThat(estate.app1().run("stat", "-c", "%U:%G %a", "/etc/bdc/bdc.conf"))
                .isEqualTo("root:www-data 640");
        assertThat(rig.said(id(run))).contains("max_fails=9", "nginx -t");
        assertThat(estate.front(estate.app1(), "/health").status()).isEqualTo(200);

        RunQuery.Detail back = rig.wayBack(id(run));

        assertThat(back.steps()).allMatch(it -> it.state() == StepState.UNDONE);
        assertThat(estate.app1().run("cat", SITE)).contains("max_fails=9");
        assertThat(estate.app1().run("cat", "/etc/bdc/bdc.conf")).isEqualTo("items-per-page = 0");
    }

    @Test
    void files_that_nginx_refuses_are_taken_out_again_with_its_own_words() {
        estate.app1().shell("cd /srv/etc; sed -i 's/listen 80;/lissen 80;/' nginx/sites-available/bdc-failover");
        String bad = commit("a slip");
        estate.app1()
                .shell("cd /srv/etc; git checkout -q " + good + " -- .; " + GIT
                        + " commit -qm back; git push -q origin main");
        String before = estate.app1().run("cat", SITE);

        RunQuery.Detail run = rig.run("restore-configuration", Map.of("commit", bad));

        assertThat(run.summary().state()).isIn(RunState.INTERRUPTED, RunState.FAILED);
        assertThat(reason(run)).contains("lissen");
        assertThat(estate.app1().run("cat", SITE)).isEqualTo(before);
        assertThat(estate.front(estate.app1(), "/health").status()).isEqualTo(200);
        rig.cancelled(id(run));
    }

    private String commit(String title) {
        return estate.app1()
                .shell("cd /srv/etc; git add -A; " + GIT + " commit -qm '" + title
                        + "'; git push -q origin main; git rev-parse HEAD");
    }
}
