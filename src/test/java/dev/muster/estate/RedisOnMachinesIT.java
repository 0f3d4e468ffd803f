package dev.muster.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.backup.Backup;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.redis.PlantedSnapshot;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Debian's own Redis under systemd, copied and restored over SSH. */
class RedisOnMachinesIT extends MachineTest {

    @Test
    void a_snapshot_is_copied_restored_and_taken_back_with_owner_and_mode_as_debian_has_them() {
        redis("FLUSHALL");
        estate.app1().shell("for i in $(seq 300); do echo \"SET key:$i value$i\"; done | redis-cli > /dev/null");
        String mode = estate.app1().shell("redis-cli SAVE > /dev/null; stat -c '%U:%G %a' /var/lib/redis/dump.rdb");
        succeeds("back-up-redis", Map.of());
        redis("FLUSHALL");
        redis("SET written-later 1");

        RunQuery.Detail run = succeeds("restore-redis", Map.of());

        assertThat(redis("DBSIZE")).isEqualTo("300");
        assertThat(estate.app1().shell("stat -c '%U:%G %a' /var/lib/redis/dump.rdb"))
                .isEqualTo(mode);
        assertThat(rig.said(id(run))).contains("systemctl stop --no-ask-password -- redis");

        assertThat(rig.wayBack(id(run)).summary().state()).isEqualTo(RunState.CANCELLED);
        assertThat(redis("GET written-later")).isEqualTo("1");
        assertThat(estate.app1().active("redis-server")).isTrue();
    }

    @Test
    void a_redis_that_does_not_load_the_restored_file_gets_the_one_before_back_and_its_own_log_says_why()
            throws IOException {
        redis("SET here 2");
        Backup poison = PlantedSnapshot.poison(rig.beans(), rig.plan(), "redis-daily");

        RunQuery.Detail run =
                rig.run("restore-redis", Map.of("backup", poison.id().toString()));

        assertThat(run.summary().state()).isEqualTo(RunState.INTERRUPTED);
        assertThat(rig.said(id(run)))
                .contains("Redis did not come up with the restored snapshot")
                .contains("The snapshot before is in its place again, Redis 7.")
                .containsIgnoringCase("integrity check failed");
        assertThat(redis("GET here")).isEqualTo("2");
        assertThat(rig.cancelled(id(run)).summary().state()).isEqualTo(RunState.CANCELLED);
        assertThat(redis("GET here")).isEqualTo("2");
    }

    @Test
    void a_unit_that_is_named_by_an_alias_says_its_last_lines_of_the_journal() {
        String dropIn = "/etc/systemd/system/redis-server.service.d/refuses.conf";
        estate.app1()
                .shell("mkdir -p $(dirname " + dropIn + ") && printf '[Service]\\nExecStartPre=+/bin/sh -c \"echo not"
                        + " today; exit 3\"\\n' > " + dropIn + " && systemctl daemon-reload");
        try {
            rig.service("redis").stop();
            assertThatThrownBy(() -> rig.service("redis").start()).hasMessageContaining("not today");
        } finally {
            estate.app1().shell("rm " + dropIn + " && systemctl daemon-reload");
            rig.service("redis").start();
        }
    }

    private String redis(String command) {
        return estate.app1().shell("redis-cli " + command).strip();
    }
}
