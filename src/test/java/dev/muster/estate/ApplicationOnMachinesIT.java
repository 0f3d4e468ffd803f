package dev.muster.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The application's directory on a machine of its own, packed and restored over SSH. */
class ApplicationOnMachinesIT extends MachineTest {

    private static final String LIVE = ContainerEstate.APPLICATION;
    private static final String PAGE = LIVE + "/public/index.html";

    private String page = "";

    @BeforeEach
    void the_application_as_it_is_shipped() {
        page = estate.app1().run("cat", PAGE);
    }

    @AfterEach
    void is_left_as_it_was() {
        estate.app1().shell("rm -rf " + LIVE + ".*; systemctl start bdc nginx");
    }

    @Test
    void an_archive_is_restored_with_owners_and_modes_between_two_systemctls_and_taken_back() {
        succeeds("back-up-application", Map.of());
        estate.app1().shell("echo defaced > " + PAGE + "; rm " + LIVE + "/server/settings.json; chmod 777 " + PAGE);

        RunQuery.Detail run = succeeds("restore-application", Map.of());

        assertThat(estate.app1().run("cat", PAGE)).isEqualTo(page);
        assertThat(facts("public/index.html")).isEqualTo("www-data:www-data 644");
        assertThat(facts("server/settings.json")).isEqualTo("www-data:www-data 644");
        assertThat(facts("server/.env")).isEqualTo("www-data:www-data 600");
        assertThat(facts("bin/maintenance")).isEqualTo("www-data:www-data 755");
        assertThat(facts("server")).isEqualTo("www-data:www-data 755");
        assertThat(rig.said(id(run)))
                .contains("systemctl stop --no-ask-password -- bdc", "systemctl stop --no-ask-password -- nginx")
                .doesNotContain(environmentPassword());
        assertThat(estate.front(estate.app1(), "/users/count").status()).isEqualTo(200);
        assertThat(beside()).contains("bdc.before-" + id(run));
        assertThat(estate.app1().run("cat", LIVE + ".before-" + id(run) + "/public/index.html"))
                .isEqualTo("defaced");

        rig.wayBack(id(run));

        assertThat(estate.app1().run("cat", PAGE)).isEqualTo("defaced");
        assertThat(estate.front(estate.app1(), "/health").status()).isEqualTo(200);
        estate.app1().shell("cp -a " + LIVE + ".undone-" + id(run) + "/. " + LIVE);
    }

    @Test
    void an_archive_with_which_bdc_does_not_come_up_says_its_last_words_and_is_taken_back_whole() {
        String program = LIVE + "/server/bdc.py";
        estate.app1()
                .shell("cp -a " + program + " /root/bdc.py; echo \"raise SystemExit('wrong release')\" > " + program);
        succeeds("back-up-application", Map.of());
        estate.app1().shell("cp -a /root/bdc.py " + program);

        RunQuery.Detail run = rig.run("restore-application", Map.of());

        assertThat(run.summary().state()).isEqualTo(RunState.INTERRUPTED);
        assertThat(reason(run)).contains("Start BDC", "wrong release");
        RunQuery.Detail over = rig.cancelled(id(run));
        assertThat(over.summary().state()).as("%s", over.steps()).isEqualTo(RunState.CANCELLED);
        assertThat(estate.app1().active("bdc")).isTrue();
        assertThat(estate.app1().active("nginx")).isTrue();
        assertThat(estate.bdc(estate.app1(), "/health").status()).isEqualTo(200);
        assertThat(beside()).containsExactly("bdc.undone-" + id(run));
    }

    private List<String> beside() {
        return estate.app1()
                .run("/bin/sh", "-c", "ls -d " + LIVE + ".* | xargs -n1 basename")
                .lines()
                .toList();
    }

    private String facts(String path) {
        return estate.app1().run("stat", "-c", "%U:%G %a", LIVE + "/" + path);
    }

    private String environmentPassword() {
        return estate.environment(estate.primary())
                .lines()
                .filter(it -> it.startsWith("DATABASE_PASSWORD="))
                .findFirst()
                .orElseThrow()
                .substring("DATABASE_PASSWORD=".length());
    }
}
