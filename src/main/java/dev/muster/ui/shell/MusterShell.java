package dev.muster.ui.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;

/** What every page brings along: theme, style sheets, push. */
@Push
@Viewport("width=device-width, initial-scale=1")
@ColorScheme(ColorScheme.Value.LIGHT_DARK)
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("css/muster.css")
@StyleSheet("css/audit.css")
@StyleSheet("css/admin.css")
public class MusterShell implements AppShellConfigurator {

    private static final long serialVersionUID = 1L;

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.addFavIcon("icon", "img/muster.svg", "any");
        settings.addMetaTag("robots", "noindex");
        // In the head, so that a page that was made dark never flashes light.
        settings.addInlineWithContents(
                "const scheme = localStorage.getItem('muster.scheme');"
                        + "if (scheme) document.documentElement.style.colorScheme = scheme;",
                Inline.Wrapping.JAVASCRIPT);
    }
}
