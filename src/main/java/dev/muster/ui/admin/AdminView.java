package dev.muster.ui.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.muster.security.Account;
import dev.muster.security.AccountService;
import dev.muster.security.Actor;
import dev.muster.security.CurrentActor;
import dev.muster.security.Role;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;

/** Who may sign in, and what each may do. */
@Route("admin")
@PageTitle("Accounts · Muster")
@RolesAllowed("ADMIN")
class AdminView extends Div {

    private static final long serialVersionUID = 1L;

    private final transient AccountService accounts;
    private final transient CurrentActor currentActor;
    private final UnorderedList list = new UnorderedList();

    AdminView(AccountService accounts, CurrentActor currentActor) {
        this.accounts = accounts;
        this.currentActor = currentActor;
        addClassNames("page", "accounts-page");
        list.addClassNames("card", "account-list");
        Button create = new Button("New account…", event -> create());
        create.addThemeVariants(ButtonVariant.PRIMARY);
        Paragraph about = new Paragraph("A viewer reads. A responder also ticks items and writes to the timeline. A"
                + " commander also declares, launches and decides. An administrator also keeps accounts and the plan.");
        about.addClassNames("muted", "small");
        Div head = new Div(new Div(new H1("Accounts"), about), create);
        head.addClassNames("page-head", "accounts-head");
        add(head, list);
        load();
    }

    private void load() {
        Actor actor = currentActor.get();
        list.removeAll();
        for (Account account : accounts.list(actor)) {
            list.add(new AccountRow(account, account.login().equals(actor.login()), buttons(account)));
        }
    }

    private Component[] buttons(Account account) {
        String whose = " of " + account.name();
        Button role = new Button("Change role…", event -> changeRole(account));
        role.setAriaLabel("Change role" + whose);
        Button password = new Button("Reset password…", event -> resetPassword(account));
        password.setAriaLabel("Reset password" + whose);
        Button state = account.enabled()
                ? new Button("Disable…", event -> disable(account))
                : new Button("Enable…", event -> enable(account));
        state.setAriaLabel((account.enabled() ? "Disable the account" : "Enable the account") + whose);
        return new Component[] {role, password, state};
    }

    private void create() {
        TextField login = new TextField("Sign-in name");
        login.setHelperText("a-z, 0-9, dot, dash, underscore");
        login.setAutocomplete(Autocomplete.OFF);
        TextField name = new TextField("Name");
        Select<Role> role = roles(Role.RESPONDER);
        PasswordField password = newPassword();
        Runnable act = () -> {
            accounts.create(login.getValue(), name.getValue(), password.getValue(), role.getValue(), actor());
            done(name.getValue() + " can sign in now");
        };
        new FormDialog("New account", "Create account", act, login, name, role, password).open();
        login.focus();
    }

    private void changeRole(Account account) {
        Select<Role> role = roles(account.role());
        Runnable act = () -> {
            accounts.changeRole(account.login(), role.getValue(), actor());
            done(account.name() + " is " + word(role.getValue()) + " now");
        };
        new FormDialog("Role of " + account.name(), "Change role", act, role).open();
    }

    private void resetPassword(Account account) {
        PasswordField password = newPassword();
        Runnable act = () -> {
            accounts.resetPassword(account.login(), password.getValue(), actor());
            done(account.name() + " has a new password");
        };
        new FormDialog("New password for " + account.name(), "Reset password", act, password).open();
        password.focus();
    }

    private void disable(Account account) {
        Runnable act = () -> {
            accounts.setEnabled(account.login(), false, actor());
            done(account.name() + " cannot sign in any more");
        };
        Paragraph what = new Paragraph(account.name() + " will not be able to sign in until the account is enabled"
                + " again. What they did stays in the audit log.");
        new FormDialog("Disable " + account.name() + "?", "Disable account", act, what).open();
    }

    private void enable(Account account) {
        Runnable act = () -> {
            accounts.setEnabled(account.login(), true, actor());
            done(account.name() + " can sign in again");
        };
        Paragraph what = new Paragraph(account.name() + " can sign in again with the old password and role.");
        new FormDialog("Enable " + account.name() + "?", "Enable account", act, what).open();
    }

    private void done(String words) {
        load();
        Notification.show(words);
    }

    private Actor actor() {
        return currentActor.get();
    }

    private static Select<Role> roles(Role chosen) {
        Select<Role> select = new Select<>();
        select.setLabel("Role");
        select.setItems(List.of(Role.values()));
        select.setItemLabelGenerator(AdminView::word);
        select.setValue(chosen);
        return select;
    }

    private static PasswordField newPassword() {
        PasswordField field = new PasswordField("Password");
        field.setHelperText("At least 12 characters");
        field.setAutocomplete(Autocomplete.NEW_PASSWORD);
        return field;
    }

    private static String word(Role role) {
        return switch (role) {
            case VIEWER -> "Viewer";
            case RESPONDER -> "Responder";
            case COMMANDER -> "Commander";
            case ADMIN -> "Administrator";
        };
    }
}
