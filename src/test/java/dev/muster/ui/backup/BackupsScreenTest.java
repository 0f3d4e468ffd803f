package dev.muster.ui.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import dev.muster.backup.Backup;
import dev.muster.backup.BackupId;
import dev.muster.backup.BackupState;
import dev.muster.backup.Freshness;
import dev.muster.backup.StorageException;
import dev.muster.backup.Storages;
import dev.muster.plan.Plans;
import dev.muster.testing.MusterTest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "jane", roles = "COMMANDER")
class BackupsScreenTest extends MusterTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Autowired
    private Plans plans;

    @Test
    void an_empty_catalogue_says_what_that_means_and_leads_to_a_backup() {
        BackupsView view = navigate(BackupsView.class);
        assertThat(text(view)).contains("No backup has been made yet", "no good backup", "✕ outside the RPO of 1 h");

        test(find(Button.class, view).withTestId("back-up-database").single()).click();

        assertThat(UI.getCurrent().getActiveViewLocation().getPathWithQueryParameters())
                .isEqualTo("recover?procedure=back-up-database");
    }

    @Test
    @WithMockUser(username = "vera", roles = "VIEWER")
    void a_viewer_starts_no_backup() {
        assertThat(find(Button.class, navigate(BackupsView.class))
                        .withTestId("back-up-database")
                        .exists())
                .isFalse();
    }

    @Test
    void a_failed_backup_says_why_and_a_proved_one_names_its_run() {
        BackupRow failed = shown(backup(3, BackupState.FAILED, "the dump is 61 % smaller than the one before", null));
        assertThat(text(failed)).contains("✕ failed", "61 % smaller").doesNotContain("signed");

        BackupRow proved = shown(backup(4, BackupState.GOOD, null, NOON));
        assertThat(text(proved)).contains("✓ good", "signed", "✓ proved by a restore", "38 min old", "1,234 rows");
        assertThat(find(Anchor.class, proved).all()).extracting(Anchor::getHref).contains("runs/9", "runs/1");
    }

    @Test
    void the_gauge_tells_within_and_outside_without_colour() {
        Backup newest = backup(4, BackupState.GOOD, null, null);
        assertThat(text(gauge(newest, Duration.ofMinutes(38)))).contains("38 min old", "✓ within the RPO of 1 h");
        assertThat(text(gauge(newest, Duration.ofMinutes(61)))).contains("1 h 1 min old", "✕ outside the RPO of 1 h");
    }

    @Test
    void a_storage_that_is_down_says_so_with_its_cause() {
        navigate(BackupsView.class);
        StorageLines lines = new StorageLines(
                Mockito.mock(Storages.class, it -> {
                    throw new StorageException("connection refused");
                }),
                plans.current().plan().storages());
        UI.getCurrent().add(lines);

        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!text(lines).contains("✕") && System.nanoTime() < end) {
            LockSupport.parkNanos(20_000_000);
            roundTrip();
            // Looking for something also runs what waits for its turn in this UI.
            find(com.vaadin.flow.component.html.Div.class).exists();
        }
        assertThat(text(lines)).contains("✕ does not answer", "connection refused.", "nothing can be restored");
    }

    private static RpoGauge gauge(Backup newest, Duration age) {
        return new RpoGauge(new Freshness("p", "Hourly", "bdc", Duration.ofHours(1), newest, age, null, null));
    }

    private static BackupRow shown(Backup backup) {
        BackupRow row = new BackupRow(backup, NOON);
        UI.getCurrent().add(row);
        return row;
    }

    private static Backup backup(long id, BackupState state, @Nullable String reason, @Nullable Instant provedAt) {
        boolean good = state == BackupState.GOOD;
        return new Backup(
                new BackupId(id),
                "database-hourly",
                "bdc",
                "off-site",
                "bdc/x/",
                state,
                reason,
                1L,
                NOON.minusSeconds(2300),
                good ? NOON.minus(Duration.ofMinutes(38)) : null,
                NOON,
                good ? 12_300_000L : null,
                good ? 1234L : null,
                null,
                provedAt,
                provedAt == null ? null : 9L,
                1);
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
