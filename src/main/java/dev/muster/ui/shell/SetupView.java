package dev.muster.ui.shell;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.muster.common.Refused;
import dev.muster.security.FirstAdministrator;
import java.util.Optional;

/** Makes the first administrator, with the token that the console printed at its start. */
@Route(value = "setup", autoLayout = false)
@PageTitle("First administrator · Muster")
@AnonymousAllowed
class SetupView extends Main implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient FirstAdministrator firstAdministrator;
    private final PasswordField token = new PasswordField("Setup token");
    private final TextField login = new TextField("Sign-in name");
    private final TextField name = new TextField("Your name");
    private final PasswordField password = new PasswordField("Password, at least 12 characters");
    private final Paragraph problem = new Paragraph();

    SetupView(FirstAdministrator firstAdministrator) {
        this.firstAdministrator = firstAdministrator;

        Button create = new Button("Create the administrator", event -> create());
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        create.addClickShortcut(Key.ENTER);
        problem.addClassName("problem");
        problem.getElement().setAttribute("role", "alert");

        Div card = new Div(
                new H1("First administrator"),
                new Paragraph("The console printed a setup token when it started. It works once."),
                token,
                login,
                name,
                password,
                problem,
                create);
        card.addClassNames("card", "gate", "stack");
        addClassName("gate-page");
        add(card);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!firstAdministrator.needed()) {
            event.forwardTo(LoginView.class);
        }
    }

    private void create() {
        try {
            String origin = Optional.ofNullable(VaadinRequest.getCurrent())
                    .map(VaadinRequest::getRemoteAddr)
                    .orElse("unknown");
            firstAdministrator.create(token.getValue(), login.getValue(), name.getValue(), password.getValue(), origin);
            getUI().ifPresent(ui -> ui.navigate(LoginView.class));
        } catch (Refused e) {
            problem.setText(e.getMessage());
        }
    }
}
