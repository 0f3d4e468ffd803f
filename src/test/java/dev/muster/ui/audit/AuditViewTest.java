package dev.muster.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.MusterTest;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "vera", roles = "VIEWER")
class AuditViewTest extends MusterTest {

    private static final Actor JANE = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");

    @Autowired
    private AuditLog log;

    @Test
    void acts_are_shown_newest_first_and_found_by_text() {
        log.recordAlone(JANE, AuditFact.done("tick-item", "item", "search-1", "OPEN", "DONE: zebra crossing"));
        log.recordAlone(JANE, AuditFact.refused("tick-item", "item", "search-2", "a zebra was faster"));
        log.recordAlone(JANE, AuditFact.done("tick-item", "item", "search-3", "OPEN", "DONE: lion"));
        navigate(AuditView.class);
        assertThat(test(grid()).getRow(0).subjectId()).isEqualTo("search-3");

        test(find(TextField.class).withLabel("Text").single()).setValue("Zebra");

        assertThat(test(grid()).size()).isEqualTo(2);
        assertThat(test(grid()).getRow(0).result()).isEqualTo("refused: a zebra was faster");
        assertThat(test(grid()).getRow(1).subjectId()).isEqualTo("search-1");

        test(find(Button.class).withText("Clear search").single()).click();
        assertThat(test(grid()).getRow(0).subjectId()).isEqualTo("search-3");
    }

    @Test
    void the_search_and_the_open_row_come_from_the_address() {
        log.recordAlone(JANE, AuditFact.done("resolve-incident", "incident", "address-1", "RESPONDING", "RESOLVED"));
        enter("subject=address-1");
        assertThat(test(grid()).size()).isEqualTo(1);
        assertThat(find(TextField.class).withLabel("On what").single().getValue())
                .isEqualTo("address-1");
        AuditEntry row = test(grid()).getRow(0);

        enter("row=" + row.seq());

        String shown = find(RowDialog.class).single().getElement().getTextRecursively();
        assertThat(shown).contains("Jane Smith (jane), commander", "RESPONDING", "RESOLVED", row.hash());
    }

    @Test
    void a_row_opens_with_its_hashes() {
        log.recordAlone(JANE, AuditFact.done("tick-item", "item", "open-1", null, "DONE"));
        enter("subject=open-1");

        test(grid()).select(0);

        AuditEntry row = test(grid()).getRow(0);
        assertThat(find(RowDialog.class).single().getElement().getTextRecursively())
                .contains(row.hash(), row.previousHash(), "nothing", "10.0.0.4");
    }

    @Test
    void verify_says_how_many_rows_are_good() {
        log.recordAlone(JANE, AuditFact.done("tick-item", "item", "verify-1", null, "DONE"));
        navigate(AuditView.class);

        test(find(Button.class).withTestId("verify").single()).click();

        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!result().contains("rows checked") && System.nanoTime() < deadline) {
            LockSupport.parkNanos(20_000_000);
            roundTrip();
        }
        assertThat(result()).contains("✓ Whole").contains("rows checked in");
    }

    private static void enter(String query) {
        UI.getCurrent().navigate(AuditView.class, QueryParameters.fromString(query));
    }

    private String result() {
        return find(Div.class)
                .withTestId("verify-result")
                .single()
                .getElement()
                .getTextRecursively()
                .replace("row checked", "rows checked");
    }

    private Grid<AuditEntry> grid() {
        return find(AuditGrid.class).single();
    }
}
