package dev.muster.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.util.Locale;

/** The person at the screen: who it is, light or dark, the keys, the plan and the log on a phone, sign out. */
@org.springframework.stereotype.Component
class PersonMenu {

    private final AuthenticationContext authentication;

    PersonMenu(AuthenticationContext authentication) {
        this.authentication = authentication;
    }

    Component open(Actor actor, Runnable showKeys) {
        MenuBar bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
        bar.addClassName("person");
        SubMenu menu = bar.addItem(actor.name()).getSubMenu();
        menu.addComponent(who(actor));
        Destination.ALL.stream()
                .filter(it -> !it.onPhone() && actor.role().includes(it.role()))
                .forEach(it -> menu.addItem(
                        it.label(), event -> event.getSource().getUI().ifPresent(ui -> ui.navigate(it.path()))));
        menu.addItem("Follow the system", event -> ColourScheme.choose("light dark"));
        menu.addItem("Light", event -> ColourScheme.choose("light"));
        menu.addItem("Dark", event -> ColourScheme.choose("dark"));
        menu.addItem("Keys", event -> showKeys.run());
        menu.addItem("Sign out", event -> Leaving.signOut(authentication));
        return bar;
    }

    private static Component who(Actor actor) {
        Span role = new Span(actor.role().name().toLowerCase(Locale.ROOT));
        role.addClassNames("badge", actor.role().includes(Role.COMMANDER) ? "run" : "plain");
        Div who = new Div(new Span(actor.login()), role);
        who.addClassNames("row", "small", "who-am-i");
        return who;
    }
}
