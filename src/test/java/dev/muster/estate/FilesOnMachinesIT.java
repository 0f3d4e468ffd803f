package dev.muster.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.recovery.RunQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The files of BDC on its machine, copied to another machine by rsync over SSH, and brought back from there. */
class FilesOnMachinesIT extends MachineTest {

    private static final String LIVE = ContainerEstate.APPLICATION;
    private static final String PAGE = LIVE + "/public/index.html";
    private static final String COPIES = "/var/backups/bdc";

    @BeforeEach
    void the_place_for_copies() {
        estate.standby().shell("mkdir -p " + COPIES);
    }

    /** As docs/restore.md says: who copies must be able to sign in where the copies are. */
    @BeforeAll
    void the_machine_may_sign_in_at_the_one_with_the_copies() throws IOException {
        String key = Files.readString(estate.resolve("id_ed25519"));
        for (String home : new String[] {"/root", "/home/muster"}) {
            estate.app1().shell("mkdir -p -m 700 " + home + "/.ssh");
            estate.app1().write(home + "/.ssh/id_ed25519", key, 0600);
            estate.app1()
                    .shell("ssh-keyscan -t ed25519 " + estate.standby().address() + " 2> /dev/null > " + home
                            + "/.ssh/known_hosts; chown -R --reference=" + home + " " + home + "/.ssh");
        }
    }

    @AfterEach
    void is_left_as_it_was() {
        estate.app1().shell("rm -rf " + LIVE + ".*; systemctl start bdc nginx");
        estate.standby().shell("rm -rf " + COPIES);
    }

    @Test
    void a_deleted_file_comes_back_from_the_copies_of_another_machine_and_is_taken_back() {
        String page = estate.app1().run("cat", PAGE);
        succeeds("back-up-files", Map.of());
        assertThat(estate.standby().run("cat", COPIES + "/incremental/current/public/index.html"))
                .isEqualTo(page);
        estate.app1().shell("rm " + PAGE + "; echo defaced > " + LIVE + "/public/new.html");

        RunQuery.Detail run = succeeds("restore-files", Map.of());

        assertThat(estate.app1().run("cat", PAGE)).isEqualTo(page);
        assertThat(estate.app1().run("stat", "-c", "%U:%G %a", PAGE)).isEqualTo("www-data:www-data 644");
        assertThat(estate.app1().ask("ls", LIVE + "/public/new.html").succeeded())
                .isFalse();
        assertThat(rig.said(id(run))).contains("systemctl stop --no-ask-password -- bdc", "public/index.html");
        assertThat(estate.front(estate.app1(), "/users/count").status()).isEqualTo(200);

        rig.wayBack(id(run));

        assertThat(estate.app1().run("cat", LIVE + "/public/new.html")).isEqualTo("defaced");
        assertThat(estate.front(estate.app1(), "/health").status()).isEqualTo(200);
        estate.app1().shell("rm " + LIVE + "/public/new.html; cp -a " + LIVE + ".undone-" + id(run) + "/. " + LIVE);
    }
}
