package dev.muster.ui.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import java.util.List;

/** Which keys there are: everywhere, and on the page that is open. */
final class KeysDialog extends Dialog {

    private static final long serialVersionUID = 1L;
    private static final List<KeyHint> EVERYWHERE = List.of(
            new KeyHint("Ctrl K", "Search or run a command (Cmd K on a Mac)"),
            new KeyHint("?", "Show these keys"),
            new KeyHint("/", "Go to the search of the page, where it has one"),
            new KeyHint("Esc", "Close what is open above the page"));

    KeysDialog(List<KeyHint> ofPage) {
        addClassName("keys-dialog");
        setHeaderTitle("Keys");
        setWidth("min(520px, 96vw)");
        add(new H3("Everywhere"), listed(EVERYWHERE));
        if (!ofPage.isEmpty()) {
            add(new H3("On this page"), listed(ofPage));
        }
        Button close = new Button("Close", event -> close());
        close.setAutofocus(true);
        getFooter().add(close);
    }

    private static DescriptionList listed(List<KeyHint> hints) {
        DescriptionList list = new DescriptionList();
        for (KeyHint hint : hints) {
            DescriptionList.Term keys = new DescriptionList.Term();
            for (String key : hint.keys().split(" ")) {
                Span cap = new Span(key);
                cap.addClassName("key");
                keys.add(cap);
            }
            list.add(keys, new DescriptionList.Description(hint.does()));
        }
        return list;
    }
}
