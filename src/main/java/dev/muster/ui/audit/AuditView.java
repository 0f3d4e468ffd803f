package dev.muster.ui.audit;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditQuery;
import dev.muster.audit.AuditQuery.Filter;
import dev.muster.audit.AuditVerification;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import java.util.OptionalLong;

/** Every act with who, when, what and its result; the search and the open row stand in the address. */
@Route("audit")
@PageTitle("Audit · Muster")
@PermitAll
class AuditView extends Div implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient AuditQuery log;
    private final transient LocalTimes times = LocalTimes.ofBrowser();
    private final SearchForm search = new SearchForm(this::look);
    private final AuditGrid grid;
    private transient AuditAddress address = new AuditAddress(Filter.EVERYTHING, OptionalLong.empty());

    AuditView(AuditQuery log, AuditVerification verification) {
        this.log = log;
        this.grid = new AuditGrid(log);
        addClassNames("page", "audit-page");
        Paragraph about = new Paragraph("Nothing here can be changed or deleted. Each row carries the hash of the row"
                + " before it; Verify proves that none is missing.");
        about.addClassNames("muted", "small");
        Div head = new Div(new Div(new H1("Audit"), about), new VerifyPanel(verification, this::open));
        head.addClassNames("page-head", "audit-head");
        grid.asSingleSelect().addValueChangeListener(event -> {
            if (event.getValue() != null) {
                open(event.getValue().seq());
            }
        });
        add(head, search, grid);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        address = AuditAddress.of(event.getLocation().getQueryParameters());
        search.offer(log.actions());
        search.fill(address.filter());
        grid.show(address.filter());
        address.row().ifPresent(this::open);
    }

    private void look(Filter filter) {
        remember(new AuditAddress(filter, OptionalLong.empty()));
        grid.show(filter);
    }

    private void open(long seq) {
        Optional<AuditEntry> row = log.find(seq);
        if (row.isEmpty()) {
            Notification.show("There is no row " + seq + ".");
            return;
        }
        RowDialog dialog = new RowDialog(row.get(), times);
        dialog.addOpenedChangeListener(event -> {
            remember(
                    new AuditAddress(address.filter(), event.isOpened() ? OptionalLong.of(seq) : OptionalLong.empty()));
            if (!event.isOpened()) {
                grid.deselectAll();
            }
        });
        dialog.open();
    }

    private void remember(AuditAddress now) {
        if (!now.equals(address)) {
            address = now;
            UI.getCurrentOrThrow().getPage().getHistory().replaceState(null, now.location());
        }
    }
}
