package dev.muster.ui.shell;

import com.vaadin.flow.component.UI;

/** Light, dark or what the system says, kept by the browser. */
final class ColourScheme {

    private ColourScheme() {}

    /** @param scheme a value of the CSS property {@code color-scheme} */
    static void choose(String scheme) {
        UI.getCurrentOrThrow().getPage().executeJs("window.musterScheme.choose($0)", scheme);
    }
}
