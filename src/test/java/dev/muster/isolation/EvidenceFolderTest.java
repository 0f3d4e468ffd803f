package dev.muster.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.common.Refused;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence is whole or says why it is not. */
class EvidenceFolderTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void a_piece_that_cannot_be_taken_has_its_reason_and_one_that_comes_later_takes_its_place() {
        EvidenceFolder folder = new EvidenceFolder(directory.resolve("run-1"));
        String reason = folder.keep("app1", "processes.txt", out -> {
            out.write(1);
            throw new IOException("the line is dead");
        });
        assertThat(reason).contains("the line is dead");
        assertThat(folder.pieces()).containsExactly("app1/processes.txt.not-taken");

        assertThat(folder.keep("app1", "processes.txt", out -> out.write("1 init\n".getBytes(UTF_8))))
                .isEmpty();
        assertThat(folder.pieces()).containsExactly("app1/processes.txt");

        assertThat(folder.keep("app1", "processes.txt", out -> {
                    throw new Refused("gone");
                }))
                .isEqualTo("gone");
        assertThat(folder.pieces()).as("the earlier piece stays").containsExactly("app1/processes.txt");
        assertThat(new String(folder.read("app1/processes.txt"), UTF_8)).isEqualTo("1 init\n");
    }

    @Test
    void a_sealed_folder_takes_nothing_more_and_no_name_leads_out_of_it() {
        EvidenceFolder folder = new EvidenceFolder(directory.resolve("run-1"));
        for (String bad : new String[] {"../x", "a/b", "", ".hidden", "a\nb"}) {
            assertThatThrownBy(() -> folder.keep("app1", bad, out -> out.write(1)))
                    .isInstanceOf(Refused.class);
            assertThatThrownBy(() -> folder.keep(bad, "x", out -> out.write(1))).isInstanceOf(Refused.class);
        }
        folder.write(EvidenceFolder.SIGNATURE, new byte[] {1});
        assertThatThrownBy(() -> folder.keep("app1", "late.txt", out -> out.write(1)))
                .hasMessageContaining("is sealed");
    }

    @Test
    void logs_of_two_folders_keep_two_names() {
        assertThat(CopyLogsStep.name("/var/log/nginx/access.log")).isEqualTo("log_var_log_nginx_access.log");
        assertThat(CopyLogsStep.name("/a b/é.log")).isEqualTo("log_a_b__.log");
    }
}
