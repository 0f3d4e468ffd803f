package dev.muster.ui.incident;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Div;

/**
 * Keeps what is typed into a field in that browser until it was sent, so that neither a reload nor a restart of the
 * console loses it. Others who sign in there do not see it.
 */
@JavaScript("context://js/drafts.js")
final class Drafts extends Div {

    private final Component field;
    private final String key;

    /** @param name of the field, unique among all pages */
    <F extends Component & HasValue<?, String>> Drafts(F field, Viewer viewer, String name) {
        this.field = field;
        this.key = viewer.login() + "." + name;
        addClassName("draft");
        add(field);
        field.addAttachListener(
                it -> field.getElement().executeJs("window.musterDrafts && window.musterDrafts.keep(this, $0)", key));
    }

    /** It was sent: nothing is to be kept any more. */
    void sent() {
        field.getElement().executeJs("window.musterDrafts && window.musterDrafts.drop($0)", key);
    }
}
