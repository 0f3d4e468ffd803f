package dev.muster.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyDownEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextField;
import dev.muster.incident.Declaration;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentService;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.MusterTest;
import dev.muster.ui.now.NowView;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "jane", roles = "COMMANDER")
class PaletteTest extends MusterTest {

    private static final Actor JANE = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");

    @Autowired
    private IncidentService incidents;

    @Autowired
    private Clock clock;

    @Test
    void letters_arrows_and_enter_lead_to_the_page_without_a_mouse() {
        open();

        type("s");
        assertThat(options()).hasSizeGreaterThan(2);
        press(Key.ARROW_UP);
        press(Key.ARROW_DOWN);
        assertThat(chosen()).isEqualTo(options().getFirst());
        type("page audi");
        assertThat(options()).singleElement().asString().contains("Audit");
        press(Key.ENTER);

        assertThat(UI.getCurrent().getActiveViewLocation().getPath()).isEqualTo("audit");
        assertThat(find(Palette.class).exists()).isFalse();
    }

    @Test
    void an_incident_is_found_by_its_title_and_by_its_number() {
        IncidentId id = incidents.declare(
                new Declaration("cyber-attack", 1, "Palette of purple okapis", null, clock.instant()), JANE);
        open();
        type("purple OKAPI");
        assertThat(options()).singleElement().asString().contains(id.toString());

        type(id.toString());
        press(Key.ENTER);

        assertThat(UI.getCurrent().getActiveViewLocation().getPath()).isEqualTo("incidents/" + id.value());
    }

    @Test
    void a_procedure_is_led_to_its_launch() {
        open();
        type("launch restore");
        press(Key.ENTER);
        assertThat(UI.getCurrent().getActiveViewLocation().getPathWithQueryParameters())
                .startsWith("recover?procedure=");
    }

    @Test
    @WithMockUser(username = "vera", roles = "VIEWER")
    void a_viewer_is_offered_no_act_and_nonsense_finds_nothing() {
        open();
        type("declare");
        assertThat(options()).isEmpty();
        type("launch");
        assertThat(options()).isEmpty();
        type("accounts");
        assertThat(options()).isEmpty();
        press(Key.ENTER);
        assertThat(find(Palette.class).exists()).isTrue();
    }

    @Test
    void the_keys_of_the_page_and_those_of_every_page_are_told() {
        navigate(NowView.class);
        new KeysDialog(List.of(new KeyHint("j k", "Next item, item before"))).open();
        assertThat(find(KeysDialog.class).single().getElement().getTextRecursively())
                .contains("Ctrl", "Search or run a command", "On this page", "Next item, item before");
    }

    private void open() {
        navigate(NowView.class);
        test(find(NativeButton.class).withTestId("palette").single()).click();
    }

    private void type(String text) {
        test(find(TextField.class, palette()).single()).setValue(text);
    }

    private void press(Key key) {
        TextField field = find(TextField.class, palette()).single();
        ComponentUtil.fireEvent(field, new KeyDownEvent(field, key.getKeys().getFirst()));
    }

    private List<String> options() {
        return find(Div.class, palette()).withClassName("palette-option").all().stream()
                .map(it -> it.getElement().getTextRecursively())
                .toList();
    }

    private String chosen() {
        return find(Div.class, palette()).withClassName("palette-option").all().stream()
                .filter(it -> "true".equals(it.getElement().getAttribute("aria-selected")))
                .map(it -> it.getElement().getTextRecursively())
                .findFirst()
                .orElseThrow();
    }

    private Dialog palette() {
        return find(Palette.class).single();
    }
}
