package dev.muster.ui.incident;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The tabs beside the checklist. What a tab holds is made when somebody first looks at it. */
final class SidePanel extends Div {

    private final Tabs tabs = new Tabs();
    private final Div content = new Div();
    private final Map<SideTab, Tab> heads = new EnumMap<>(SideTab.class);
    private final Map<SideTab, Supplier<Component>> makers;
    private final Map<SideTab, Component> made = new EnumMap<>(SideTab.class);

    /** @param chosen is told when somebody chooses a tab */
    SidePanel(Map<SideTab, Supplier<Component>> makers, Consumer<SideTab> chosen) {
        this.makers = makers;
        addClassNames("card", "side");
        makers.keySet().forEach(it -> {
            Tab head = new Tab(it.label());
            heads.put(it, head);
            tabs.add(head);
        });
        tabs.addSelectedChangeListener(it -> heads.forEach((tab, head) -> {
            if (head.equals(it.getSelectedTab())) {
                look(tab);
                if (it.isFromClient()) {
                    chosen.accept(tab);
                }
            }
        }));
        content.addClassName("side-content");
        add(tabs, content);
    }

    void open(SideTab tab) {
        tabs.setSelectedTab(heads.get(tab));
        look(tab);
    }

    void label(SideTab tab, int count) {
        Tab head = heads.get(tab);
        String wanted = count == 0 ? tab.label() : tab.label() + " " + count;
        if (head != null && !head.getLabel().equals(wanted)) {
            head.setLabel(wanted);
        }
    }

    private void look(SideTab tab) {
        Supplier<Component> maker = makers.get(tab);
        if (maker == null) {
            return;
        }
        Component panel = made.computeIfAbsent(tab, it -> {
            Component added = maker.get();
            content.add(added);
            return added;
        });
        // Hidden in the browser only: Flow would keep back what a hidden panel is sent, for as long as it is hidden.
        made.values().forEach(it -> it.getElement().setAttribute("hidden", !it.equals(panel)));
    }
}
