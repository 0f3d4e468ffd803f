package dev.muster.ui.shell;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Type a few letters, choose with the arrows, Enter does it. The focus never leaves the field. */
final class Palette extends Dialog {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 12;

    private final transient List<PaletteItem> all;
    private final transient Function<String, List<PaletteItem>> named;
    private final TextField text = new TextField();
    private final Div list = new Div();
    private final Div none = new Div("Nothing here goes by that name.");
    private transient List<PaletteItem> found = List.of();
    private int active;

    /** @param named what a typed text names by itself */
    Palette(List<PaletteItem> all, Function<String, List<PaletteItem>> named) {
        this.all = all;
        this.named = named;
        addClassName("palette");
        setAriaLabel("Search or run a command");
        setWidth("min(620px, 96vw)");
        text.setAriaLabel("Search or run a command");
        text.setPlaceholder("A page, an incident, a run, a procedure…");
        text.setWidthFull();
        text.setValueChangeMode(ValueChangeMode.EAGER);
        text.setAutofocus(true);
        text.addValueChangeListener(event -> look(event.getValue()));
        text.addKeyDownListener(Key.ARROW_DOWN, event -> go(active + 1));
        text.addKeyDownListener(Key.ARROW_UP, event -> go(active - 1));
        text.addKeyDownListener(Key.ENTER, event -> choose(active));
        list.setId("palette-list");
        list.getElement().setAttribute("role", "listbox").setAttribute("aria-label", "Found");
        none.addClassName("muted");
        none.getElement().setAttribute("role", "status");
        add(text, list, none);
        addOpenedChangeListener(event -> combine());
        look("");
    }

    /** Tells a screen reader that the field steers the list below it. */
    private void combine() {
        text.getElement()
                .executeJs("const i = this.inputElement; if (i) { i.setAttribute('role', 'combobox');"
                        + "i.setAttribute('aria-expanded', 'true'); i.setAttribute('aria-controls', 'palette-list');"
                        + "i.setAttribute('aria-activedescendant', 'palette-option-0'); }");
    }

    private void look(String typed) {
        found = new ArrayList<>(typed.isBlank() ? List.of() : named.apply(typed.strip()));
        all.stream().filter(it -> it.matches(typed)).limit(SHOWN - found.size()).forEach(found::add);
        list.removeAll();
        for (int i = 0; i < found.size(); i++) {
            list.add(option(found.get(i), i));
        }
        none.setVisible(found.isEmpty());
        go(0);
    }

    private Div option(PaletteItem item, int index) {
        Span kind = new Span(item.kind());
        kind.addClassName("badge");
        Span detail = new Span(item.detail());
        detail.addClassNames("muted", "small");
        Div option = new Div(kind, new Span(item.title()), detail);
        option.addClassName("palette-option");
        option.setId("palette-option-" + index);
        option.getElement().setAttribute("role", "option");
        option.addClickListener(event -> choose(index));
        return option;
    }

    private void go(int wanted) {
        active = found.isEmpty() ? 0 : Math.floorMod(wanted, found.size());
        for (int i = 0; i < found.size(); i++) {
            list.getComponentAt(i).getElement().setAttribute("aria-selected", String.valueOf(i == active));
        }
        text.getElement()
                .executeJs(
                        "this.inputElement?.setAttribute('aria-activedescendant', $0);"
                                + "document.getElementById($0)?.scrollIntoView({ block: 'nearest' })",
                        "palette-option-" + active);
    }

    private void choose(int index) {
        if (index < found.size()) {
            close();
            found.get(index).act().run();
        }
    }
}
