package dev.muster.ui.shell;

import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.RouterLayout;
import dev.muster.security.AccountChanged;
import dev.muster.security.Actor;
import dev.muster.security.CurrentActor;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.Map;

/** The frame around every page: mark, person, navigation, content. */
@Layout
@JavaScript("context://js/scheme.js")
@PermitAll
public class MainLayout extends Div implements RouterLayout, AfterNavigationObserver {

    private static final long serialVersionUID = 1L;

    private final Main main = new Main();
    private final transient Map<Destination, Anchor> links = new LinkedHashMap<>();

    MainLayout(CurrentActor currentActor, PersonMenu personMenu, LiveUpdates liveUpdates) {
        Actor actor = currentActor.get();
        liveUpdates.whileAttached(this, new AccountChanged(actor.login()), this::leave);
        Nav navigation = new Nav();
        navigation.setAriaLabel("Main");

        Destination.ALL.stream().filter(it -> actor.role().includes(it.role())).forEach(it -> navigation.add(link(it)));

        addClassName("app");
        main.setId("content");
        Anchor skip = new Anchor("#content", "Skip to content");
        skip.addClassName("skip");
        skip.setRouterIgnore(true);
        add(skip, top(personMenu, actor), navigation, main);
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        main.getElement().removeAllChildren();
        main.getElement().appendChild(content.getElement());
    }

    @Override
    public void removeRouterLayoutContent(HasElement oldContent) {
        main.getElement().removeAllChildren();
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        String path = event.getLocation().getPath();
        links.forEach((destination, link) -> {
            boolean here = destination.holds(path);
            link.setClassName("on", here);
            if (here) {
                link.getElement().setAttribute("aria-current", "page");
            } else {
                link.getElement().removeAttribute("aria-current");
            }
        });
    }

    /** The next request finds the session over and leads to the sign-in. */
    private void leave() {
        getUI().ifPresent(ui -> ui.getPage().reload());
    }

    private Anchor link(Destination destination) {
        Anchor link = new Anchor(destination.path().isEmpty() ? "/" : destination.path(), destination.label());
        link.setClassName("group", destination.opensGroup());
        link.setClassName("desk-only", !destination.onPhone());
        links.put(destination, link);
        return link;
    }

    private static Header top(PersonMenu personMenu, Actor actor) {
        Span sign = new Span("◆");
        sign.getElement().setAttribute("aria-hidden", "true");
        Anchor mark = new Anchor("/", "");
        mark.addClassName("mark");
        mark.add(sign, new Span("Muster"));
        Header header = new Header(mark, personMenu.open(actor));
        header.addClassName("top");
        return header;
    }
}
