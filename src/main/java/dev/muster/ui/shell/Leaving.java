package dev.muster.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.spring.security.AuthenticationContext;

/** Signs the person at the screen out because they want it, so that the sign-in does not tell them that it ended. */
final class Leaving {

    private Leaving() {}

    static void signOut(AuthenticationContext authentication) {
        UI.getCurrentOrThrow().getPage().executeJs("window.musterConnection?.leave()");
        authentication.logout();
    }
}
