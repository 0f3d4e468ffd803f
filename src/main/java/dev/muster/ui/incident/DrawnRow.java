package dev.muster.ui.incident;

import com.vaadin.flow.component.Component;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An element that the browser draws from facts. While the browser's stream stands it hears of changes there, and the
 * server sends none; when the stream is lost, the facts are stated again.
 *
 * @param <F> what it shows
 */
abstract class DrawnRow<F> extends Component {

    private @Nullable F shown;
    private boolean ahead;

    /** Sends the facts to the browser when they are others than before. */
    final void show(F facts, Supplier<ObjectNode> json) {
        if (!facts.equals(shown) || ahead) {
            ObjectNode stated = json.get();
            getElement().setPropertyJson("facts", stated);
            if (ahead) {
                // The property may be what the server stated before the browser heard of something newer.
                getElement().executeJs("this.facts = $0", stated);
            }
            shown = facts;
            ahead = false;
        }
    }

    /** Its browser hears of changes by its stream; false as long as the element is new. */
    final boolean followsStream() {
        ahead = shown != null;
        return ahead;
    }

    final @Nullable F shown() {
        return shown;
    }
}
