package dev.muster.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.practice.PracticeData;
import dev.muster.recovery.RunQuery;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everything that BDC is made of is put back in one run, on the machines where it is. */
class FullSystemOnMachinesIT extends MachineTest {

    private static final String LIVE = ContainerEstate.APPLICATION;

    @Test
    void database_application_configuration_certificates_and_redis_come_back_and_each_is_asked() {
        String commit = estate.app1()
                .shell("rm -rf " + EstatePlan.REMOTE + " /srv/etc; git init -q --bare -b main " + EstatePlan.REMOTE
                        + "; git clone -q " + EstatePlan.REMOTE + " /srv/etc 2> /dev/null; cd /srv/etc;"
                        + " git checkout -qb main; mkdir bdc; cp /etc/bdc/bdc.conf bdc/; git add -A;"
                        + " git -c user.name=estate -c user.email=estate@bdc.example commit -qm first;"
                        + " git push -q origin main; git rev-parse HEAD");
        estate.standby()
                .shell("rm -rf /backup/ssl; mkdir -p /backup; estate-certificate bdc.example 90 /backup/ssl;"
                        + " cp /etc/estate/authority/ca.pem /backup/ssl/roots.pem");
        estate.app1().shell("redis-cli set session:1 jane");
        succeeds("back-up-database", Map.of());
        succeeds("back-up-application", Map.of());
        succeeds("back-up-redis", Map.of());
        estate.database(estate.primary()).execute(PracticeData.DATABASE, "delete from payments");
        estate.app1()
                .shell("echo defaced > " + LIVE + "/public/index.html; echo 'items-per-page = 0' > /etc/bdc/bdc.conf;"
                        + " redis-cli flushall");

        RunQuery.Detail run = succeeds("restore-full-system", Map.of("commit", commit));

        assertThat(estate.database(estate.primary()).value(PracticeData.DATABASE, "select count(*) > 0 from payments"))
                .isEqualTo("t");
        assertThat(estate.app1().run("cat", LIVE + "/public/index.html")).contains("<h1>BDC</h1>");
        assertThat(estate.app1().run("cat", "/etc/bdc/bdc.conf")).isEqualTo("items-per-page = 25");
        assertThat(estate.app1().run("redis-cli", "get", "session:1")).isEqualTo("jane");
        assertThat(estate.front(estate.app1(), "/users/count").status()).isEqualTo(200);
        assertThat(run.steps().getLast().type()).isEqualTo("whole-verdict");
    }
}
