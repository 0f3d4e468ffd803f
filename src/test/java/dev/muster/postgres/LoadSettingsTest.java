package dev.muster.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadSettingsTest {

    private static final long MB = 1024 * 1024;

    @Test
    void jobs_on_every_processor_leave_none_for_index_workers_and_sort_in_the_cache() {
        assertThat(LoadSettings.of("127.0.0.1", 2, 1, MB)).contains("max_parallel_maintenance_workers=0");
        assertThat(LoadSettings.of("127.0.0.1", 2, 2, 60 * MB))
                .contains("synchronous_commit=off")
                .contains("max_parallel_maintenance_workers=0")
                .contains("maintenance_work_mem=4MB");
    }

    @Test
    void a_larger_table_gets_more_memory_and_one_beyond_what_was_measured_the_servers_own() {
        assertThat(LoadSettings.of("127.0.0.1", 2, 2, 256 * MB)).contains("maintenance_work_mem=4MB");
        assertThat(LoadSettings.of("127.0.0.1", 2, 2, 256 * MB + 1)).contains("maintenance_work_mem=8MB");
        assertThat(LoadSettings.of("127.0.0.1", 2, 2, 1024 * MB + 1))
                .contains("max_parallel_maintenance_workers=0")
                .doesNotContain("maintenance_work_mem");
    }

    @Test
    void spare_processors_are_for_index_workers_which_want_the_servers_own_memory() {
        assertThat(LoadSettings.of("127.0.0.1", 8, 16, MB))
                .contains("max_parallel_maintenance_workers=1")
                .doesNotContain("maintenance_work_mem");
        assertThat(LoadSettings.of("127.0.0.1", 8, 64, MB)).doesNotContain("maintenance");
    }

    @Test
    void another_machines_own_settings_stand() {
        assertThat(LoadSettings.of("192.0.2.10", 2, 2, MB))
                .contains("synchronous_commit=off")
                .doesNotContain("maintenance");
    }
}
