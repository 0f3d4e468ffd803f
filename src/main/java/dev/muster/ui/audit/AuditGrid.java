package dev.muster.ui.audit;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditQuery;
import dev.muster.audit.AuditQuery.Filter;

/** The rows found, newest first, read as they are scrolled into sight. One column, so that a phone can stack its parts. */
final class AuditGrid extends Grid<AuditEntry> {

    private static final long serialVersionUID = 1L;

    private static final String ROW = """
            <div class="audit-row">
              <time datetime="${item.datetime}" title="${item.utc}">${item.time}</time>
              <span class="who" title="${item.login}">${item.who}</span>
              <span class="what"><b>${item.act}</b> ${item.subject}</span>
              <span class="change">${item.change}</span>
              <span class="badge ${item.look}">${item.result}</span>
            </div>""";

    private transient Filter filter = Filter.EVERYTHING;

    AuditGrid(AuditQuery log) {
        super(AuditEntry.class, false);
        LocalTimes times = LocalTimes.ofBrowser();
        addClassName("audit-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSelectionMode(SelectionMode.SINGLE);
        setAriaLabel("Acts, newest first");
        addColumn(LitRenderer.<AuditEntry>of(ROW)
                        .withProperty("datetime", it -> it.at().toString())
                        .withProperty("utc", it -> LocalTimes.utc(it.at()))
                        .withProperty("time", it -> times.text(it.at()))
                        .withProperty("who", AuditEntry::actorName)
                        .withProperty("login", it -> it.actor() + " from " + it.origin())
                        .withProperty("act", AuditEntry::action)
                        .withProperty("subject", it -> it.subjectType() + " " + it.subjectId())
                        .withProperty("change", AuditGrid::change)
                        .withProperty("look", it -> look(it.result()))
                        .withProperty("result", AuditEntry::result))
                .setKey("row");
        setDataProvider(DataProvider.fromCallbacks(
                query -> log.search(filter, query.getOffset(), query.getLimit()).stream(), query -> log.count(filter)));
    }

    void show(Filter wanted) {
        filter = wanted;
        setEmptyStateText(
                wanted.equals(Filter.EVERYTHING)
                        ? "No act has been recorded so far."
                        : "No act matches this search. Take a word away or clear it.");
        getDataProvider().refreshAll();
    }

    private static String change(AuditEntry row) {
        String after = row.after() == null ? "" : row.after();
        return row.before() == null ? after : row.before() + " → " + (after.isEmpty() ? "nothing" : after);
    }

    private static String look(String result) {
        if (result.equals("done")) {
            return "ok";
        }
        return result.startsWith("refused") ? "warn" : "bad";
    }
}
