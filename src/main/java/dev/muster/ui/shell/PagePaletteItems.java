package dev.muster.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.muster.security.Actor;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The pages, the colours and the way out. Last, because things are looked for more often. */
@Component
@Order
class PagePaletteItems implements PaletteItems {

    private final AuthenticationContext authentication;

    PagePaletteItems(AuthenticationContext authentication) {
        this.authentication = authentication;
    }

    @Override
    public List<PaletteItem> items(Actor actor) {
        List<PaletteItem> items = new ArrayList<>();
        Destination.ALL.stream()
                .filter(it -> actor.role().includes(it.role()))
                .forEach(it -> items.add(new PaletteItem(
                        "Page", it.label(), "", () -> UI.getCurrentOrThrow().navigate(it.path()))));
        items.add(new PaletteItem("Colours", "Light", "theme", () -> ColourScheme.choose("light")));
        items.add(new PaletteItem("Colours", "Dark", "theme", () -> ColourScheme.choose("dark")));
        items.add(new PaletteItem("Colours", "Follow the system", "theme", () -> ColourScheme.choose("light dark")));
        items.add(new PaletteItem("Account", "Sign out", actor.login(), () -> Leaving.signOut(authentication)));
        return items;
    }
}
