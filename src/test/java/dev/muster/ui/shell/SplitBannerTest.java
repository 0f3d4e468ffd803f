package dev.muster.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessApplicationContext;
import com.vaadin.browserless.BrowserlessUIContext;
import dev.muster.failover.TwoPrimaries.Split;
import dev.muster.failover.TwoPrimariesChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two servers that take writes are told on every open page, at once, and no longer when it is over. */
class SplitBannerTest {

    private final LiveUpdates live = new LiveUpdates();
    private final BrowserlessApplicationContext app = BrowserlessApplicationContext.create("dev.muster.nothing");
    private final BrowserlessUIContext jane = app.newUser().newWindow();
    private final List<Split> splits = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        live.destroy();
        app.close();
    }

    @Test
    void a_page_that_is_open_shows_it_while_it_lasts() {
        jane.activate();
        SplitBanner banner = new SplitBanner(() -> List.copyOf(splits), live);
        jane.getUI().add(banner);
        assertThat(banner.isVisible()).isFalse();

        splits.add(new Split("BDC database", List.of("db1:5432", "db2:5432"), Instant.EPOCH));
        live.on(new TwoPrimariesChanged());

        eventually(banner, true);
        assertThat(banner.getElement().getTextRecursively())
                .contains("TWO SERVERS TAKE WRITES")
                .contains("BDC database: db1:5432 and db2:5432. Stop one of them now");
        assertThat(banner.getElement().getAttribute("role")).isEqualTo("alert");

        splits.clear();
        live.on(new TwoPrimariesChanged());
        eventually(banner, false);
    }

    private void eventually(SplitBanner banner, boolean visible) {
        Awaitility.await().pollInSameThread().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            jane.activate();
            jane.getUI()
                    .getSession()
                    .getService()
                    .runPendingAccessTasks(jane.getUI().getSession());
            assertThat(banner.isVisible()).isEqualTo(visible);
        });
    }
}
