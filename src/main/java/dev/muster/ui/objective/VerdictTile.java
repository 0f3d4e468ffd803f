package dev.muster.ui.objective;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import dev.muster.objective.Estimate;
import dev.muster.objective.Forecast;
import dev.muster.objective.Measure.Measured;
import dev.muster.ui.component.Tile;
import dev.muster.ui.component.Words;
import java.time.Instant;

/** Will we make it, what work is left, and what eats the time. */
final class VerdictTile {

    private final VerdictSign sign = new VerdictSign();
    private final Div eats = new Div();
    private final Tile tile = new Tile("Will we make it?", eats);

    VerdictTile() {
        eats.addClassNames("eats", "muted", "small");
        tile.addClassName("verdict");
        tile.setTestId("verdict");
    }

    Tile tile() {
        return tile;
    }

    void show(Forecast forecast, Instant now) {
        sign.show(forecast, now);
        tile.showValue(sign, note(forecast));
        Words.replace(eats, list(forecast));
    }

    private static String note(Forecast forecast) {
        String byHand = forecast.byHand() == 0 ? "" : " · " + forecast.byHand() + " items by hand, not predicted";
        return forecast.work() instanceof Measured<Estimate> work
                ? "work left: " + Phrases.estimate(work.value()) + byHand
                : Phrases.state(forecast.work()).replaceFirst("^[^:]*: ", "") + byHand;
    }

    private static UnorderedList list(Forecast forecast) {
        UnorderedList list = new UnorderedList();
        list.getElement().setAttribute("aria-label", "What takes the time");
        forecast.eats()
                .forEach(it -> list.add(
                        new ListItem(it.step() + ", " + Phrases.estimate(it.takes()) + " (" + it.procedure() + ")")));
        list.setVisible(!forecast.eats().isEmpty());
        return list;
    }
}
