package dev.muster.ui.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditQuery;
import dev.muster.security.Account;
import dev.muster.security.AccountService;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.MusterTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "ada", roles = "ADMIN")
class AdminViewTest extends MusterTest {

    @Autowired
    private AccountService accounts;

    @Autowired
    private AuditQuery log;

    @Test
    void an_account_is_created_once_its_password_is_long_enough() {
        navigate(AdminView.class);
        click("New account…");
        test(find(TextField.class).withLabel("Sign-in name").single()).setValue("nora");
        test(find(TextField.class).withLabel("Name").single()).setValue("Nora New");
        role(Role.COMMANDER);
        password("short");
        click("Create account");
        assertThat(find(Paragraph.class).withClassName("problem").single().getText())
                .startsWith("Password: at least 12");

        password("long enough for anybody");
        click("Create account");

        assertThat(find(FormDialog.class).exists()).isFalse();
        assertThat(account("nora").role()).isEqualTo(Role.COMMANDER);
        assertThat(row("nora")).contains("Nora New", "commander", "enabled");
        AuditEntry act = log.search(new AuditQuery.Filter(null, null, "ada", "create-account", "nora", ""), 0, 1)
                .getFirst();
        assertThat(act.after()).isEqualTo("COMMANDER");
        assertThat(log.count(new AuditQuery.Filter(null, null, "", "", "", "long enough for anybody")))
                .isZero();
    }

    @Test
    void role_state_and_password_are_changed() {
        accounts.create("paul", "Paul Paulsen", PASSWORD, Role.VIEWER, Actor.console("test"));
        navigate(AdminView.class);

        clickOf("Change role of Paul Paulsen");
        role(Role.RESPONDER);
        click("Change role");
        assertThat(account("paul").role()).isEqualTo(Role.RESPONDER);

        clickOf("Disable the account of Paul Paulsen");
        click("Disable account");
        assertThat(account("paul").enabled()).isFalse();
        assertThat(row("paul")).contains("disabled");

        clickOf("Enable the account of Paul Paulsen");
        click("Enable account");
        assertThat(account("paul").enabled()).isTrue();

        clickOf("Reset password of Paul Paulsen");
        password("another long password");
        click("Reset password");
        assertThat(log.count(new AuditQuery.Filter(null, null, "ada", "reset-password", "paul", "")))
                .isEqualTo(1);
    }

    @Test
    @WithMockUser(username = "jane", roles = "COMMANDER")
    void nobody_but_an_administrator_gets_in() {
        assertThatThrownBy(() -> navigate(AdminView.class)).isInstanceOf(RuntimeException.class);
        assertThat(find(AccountRow.class).exists()).isFalse();
    }

    @SuppressWarnings("unchecked") // the query knows no type arguments
    private void role(Role role) {
        ((Select<Role>) find(Select.class).withLabel("Role").single()).setValue(role);
    }

    private void password(String value) {
        test(find(PasswordField.class).withLabel("Password").single()).setValue(value);
    }

    private void click(String text) {
        test(find(Button.class).withText(text).single()).click();
    }

    private void clickOf(String label) {
        test(find(Button.class).withAriaLabel(label).single()).click();
    }

    private String row(String login) {
        return find(AccountRow.class)
                .withTestId("account-" + login)
                .single()
                .getElement()
                .getTextRecursively();
    }

    private Account account(String login) {
        return accounts.find(login).orElseThrow();
    }
}
