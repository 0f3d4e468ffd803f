package dev.muster.ui.shell;

import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.RouterLayout;
import dev.muster.failover.TwoPrimaries;
import dev.muster.security.AccountChanged;
import dev.muster.security.Actor;
import dev.muster.security.CurrentActor;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The frame around every page: mark, person, navigation, content. */
@Layout
@JavaScript("context://js/scheme.js")
@JavaScript("context://js/keys.js")
@JavaScript("context://js/connection.js")
@JavaScript("context://js/tabs.js")
// With the first page and not when a room is opened: whoever opens one is in a hurry.
@JavaScript("context://js/clock.js")
@JavaScript("context://js/room.js")
@JavaScript("context://js/room-keys.js")
@JavaScript("context://js/stream.js")
@JavaScript("context://js/drafts.js")
@StyleSheet("context://css/incident.css")
@StyleSheet("context://css/objective.css")
@PermitAll
public class MainLayout extends Div implements RouterLayout, AfterNavigationObserver {

    private static final long serialVersionUID = 1L;

    private final Main main = new Main();
    private final transient Map<Destination, Anchor> links = new LinkedHashMap<>();
    private final transient Palettes palettes;
    private transient @Nullable HasElement page;

    MainLayout(
            CurrentActor currentActor,
            PersonMenu personMenu,
            Palettes palettes,
            LiveUpdates liveUpdates,
            TwoPrimaries primaries) {
        this.palettes = palettes;
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
        add(skip, top(personMenu, actor), navigation, new SplitBanner(primaries, liveUpdates), main);
        getElement().addEventListener("muster-palette", event -> palettes.open());
        getElement().addEventListener("muster-keys", event -> showKeys());
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        main.getElement().removeAllChildren();
        main.getElement().appendChild(content.getElement());
        page = content;
    }

    @Override
    public void removeRouterLayoutContent(HasElement oldContent) {
        main.getElement().removeAllChildren();
        page = null;
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

    private void showKeys() {
        new KeysDialog(page instanceof HasKeyHints hinting ? hinting.keyHints() : List.of()).open();
    }

    private Header top(PersonMenu personMenu, Actor actor) {
        Span sign = new Span("◆");
        sign.getElement().setAttribute("aria-hidden", "true");
        Anchor mark = new Anchor("/", "");
        mark.addClassName("mark");
        mark.add(sign, new Span("Muster"));
        Header header = new Header(mark, search(), personMenu.open(actor, this::showKeys));
        header.addClassName("top");
        return header;
    }

    private NativeButton search() {
        Span words = new Span("Search or run a command");
        words.addClassName("words");
        Span keys = new Span("Ctrl K");
        keys.addClassName("key");
        keys.getElement().setAttribute("aria-hidden", "true");
        Span glass = new Span("⌕");
        glass.addClassName("glass");
        glass.getElement().setAttribute("aria-hidden", "true");
        NativeButton search = new NativeButton("", event -> palettes.open());
        search.add(glass, words, keys);
        search.addClassName("search");
        search.setAriaLabel("Search or run a command");
        search.setTestId("palette");
        return search;
    }
}
