package dev.muster.ui.shell;

import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.muster.security.FirstAdministrator;

@Route(value = "login", autoLayout = false)
@PageTitle("Sign in · Muster")
@AnonymousAllowed
@JavaScript("context://js/connection.js")
class LoginView extends Main implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final LoginForm form = new LoginForm();
    private final transient FirstAdministrator firstAdministrator;

    LoginView(FirstAdministrator firstAdministrator) {
        this.firstAdministrator = firstAdministrator;

        LoginI18n words = LoginI18n.createDefault();
        words.getForm().setTitle("Sign in");
        words.getForm().setUsername("Sign-in name");
        words.getForm().setSubmit("Sign in");
        words.getErrorMessage().setTitle("Not signed in");
        words.getErrorMessage()
                .setMessage("The name or the password is wrong. After five wrong tries the next one has to wait.");
        form.setI18n(words);
        form.setForgotPasswordButtonVisible(false);
        form.setAction("login");

        Span sign = new Span("◆");
        sign.getElement().setAttribute("aria-hidden", "true");
        Div mark = new Div(sign, new Span("Muster"));
        mark.addClassName("mark");
        Paragraph ended = new Paragraph(
                "Your session has ended, or the console was started again. Sign in to go on where" + " you were.");
        ended.addClassName("ended");
        // Only the browser knows whether somebody was in before; connection.js shows it then.
        ended.getElement().setAttribute("role", "status").setAttribute("hidden", true);
        Div card = new Div(mark, ended, form);
        card.addClassNames("card", "gate");
        addClassName("gate-page");
        add(card);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (firstAdministrator.needed()) {
            event.forwardTo(SetupView.class);
            return;
        }
        form.setError(event.getLocation().getQueryParameters().getParameters().containsKey("error"));
    }
}
