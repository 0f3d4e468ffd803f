package dev.muster.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The person at the screen: who it is, light or dark, the keys, the plan and the log on a phone, sign out. */
@org.springframework.stereotype.Component
class PersonMenu {

    private final AuthenticationContext authentication;

    PersonMenu(AuthenticationContext authentication) {
        this.authentication = authentication;
    }

    /** A button with the person's name; what it opens is made when somebody opens it for the first time. */
    Component open(Actor actor, Runnable showKeys) {
        Button name = new Button(actor.name());
        name.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        name.addClassName("person");
        name.getElement().setAttribute("aria-haspopup", "dialog");
        name.addClickListener(it -> {
            it.unregisterListener();
            menu(name, actor, showKeys).open();
        });
        return name;
    }

    /** Opens and closes by itself with each further click on the button. */
    private Popover menu(Button name, Actor actor, Runnable showKeys) {
        Popover menu = new Popover(who(actor));
        acts(actor, showKeys)
                .forEach((label, act) -> menu.add(new Button(label, it -> {
                    menu.close();
                    act.run();
                })));
        menu.getChildren()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .forEach(it -> it.addThemeVariants(ButtonVariant.LUMO_TERTIARY));
        menu.setAriaLabel("You and this screen");
        menu.setPosition(PopoverPosition.BOTTOM_END);
        menu.setAutofocus(true);
        menu.getElement().getClassList().add("person-menu");
        menu.setTarget(name);
        return menu;
    }

    private Map<String, Runnable> acts(Actor actor, Runnable showKeys) {
        Map<String, Runnable> acts = new LinkedHashMap<>();
        Destination.ALL.stream()
                .filter(it -> !it.onPhone() && actor.role().includes(it.role()))
                .forEach(it -> acts.put(it.label(), () -> UI.getCurrentOrThrow().navigate(it.path())));
        acts.put("Follow the system", () -> ColourScheme.choose("light dark"));
        acts.put("Light", () -> ColourScheme.choose("light"));
        acts.put("Dark", () -> ColourScheme.choose("dark"));
        acts.put("Keys", showKeys);
        acts.put("Sign out", () -> Leaving.signOut(authentication));
        return acts;
    }

    private static Component who(Actor actor) {
        Span role = new Span(actor.role().name().toLowerCase(Locale.ROOT));
        role.addClassNames("badge", actor.role().includes(Role.COMMANDER) ? "run" : "plain");
        Div who = new Div(new Span(actor.login()), role);
        who.addClassNames("row", "small", "who-am-i");
        return who;
    }
}
