package dev.muster.ui.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import dev.muster.security.Account;
import java.util.Locale;

/** One account in the list, with what can be done to it. */
final class AccountRow extends ListItem {

    private static final long serialVersionUID = 1L;

    AccountRow(Account account, boolean self, Component... buttons) {
        addClassName("account-row");
        setTestId("account-" + account.login());
        Span name = new Span(account.name() + (self ? " (you)" : ""));
        name.addClassName("account-name");
        Span login = new Span(account.login());
        login.addClassNames("mono", "muted");
        Span role = new Span(account.role().name().toLowerCase(Locale.ROOT));
        role.addClassName("badge");
        Span state = new Span(account.enabled() ? "enabled" : "disabled");
        state.addClassNames("badge", account.enabled() ? "ok" : "warn");
        Div acts = new Div(buttons);
        acts.addClassName("account-acts");
        add(new Div(name, login), role, state, acts);
    }
}
