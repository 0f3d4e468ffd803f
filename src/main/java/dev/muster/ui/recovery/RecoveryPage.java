package dev.muster.ui.recovery;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;

/** The frame of the pages of this package: one column, our own styles and elements. */
@StyleSheet("context://css/recovery.css")
@JavaScript("context://js/muster-log.js")
abstract class RecoveryPage extends Div {

    RecoveryPage() {
        addClassName("recovery");
    }

    static Div card(String title, Component... content) {
        Div card = new Div(new H2(title));
        card.addClassName("card");
        card.add(content);
        return card;
    }

    static Div row(Component... content) {
        Div row = new Div(content);
        row.addClassName("row");
        return row;
    }
}
