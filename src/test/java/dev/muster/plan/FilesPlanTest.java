package dev.muster.plan;

import static dev.muster.plan.PlanMistakes.change;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where copies of files lie. */
class FilesPlanTest {

    private static final String FOLDER = "    folder: {host: backup, path: /var/backups/bdc/incremental}";

    @Test
    void a_policy_of_files_needs_a_folder_on_a_host_of_the_plan() {
        assertThat(change(FOLDER, ""))
                .extracting(PlanProblem::place, PlanProblem::message)
                .anySatisfy(it -> assertThat(it.toString()).contains("backups.files-incremental", "folder"));
        assertThat(change("{host: backup, path: /var/backups", "{host: bakcup, path: /var/backups"))
                .singleElement()
                .returns("backups.files-incremental.folder.host", PlanProblem::place)
                .satisfies(it -> assertThat(it.message()).contains("bakcup"));
        assertThat(change("{host: backup, path: /var/backups", "{host: backup, path: var/backups"))
                .singleElement()
                .returns("backups.files-incremental.folder.path", PlanProblem::place);
        assertThat(change("path: /var/backups/bdc/incremental}", "path: /var/backups/bdc/incremental, keep: 1 day}"))
                .singleElement()
                .satisfies(it -> assertThat(it.message()).contains("unknown key \"keep\""));
    }

    @Test
    void only_files_have_a_folder() {
        assertThat(change("    kind: application\n", "    kind: application\n" + FOLDER + "\n"))
                .singleElement()
                .returns("backups.application-daily.folder", PlanProblem::place)
                .satisfies(it -> assertThat(it.message()).contains("unknown key \"folder\""));
    }
}
