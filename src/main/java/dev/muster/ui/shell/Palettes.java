package dev.muster.ui.shell;

import dev.muster.security.Actor;
import dev.muster.security.CurrentActor;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Opens the palette with what every package of screens offers. */
@Component
class Palettes {

    private final ObjectProvider<PaletteItems> sources;
    private final CurrentActor currentActor;

    Palettes(ObjectProvider<PaletteItems> sources, CurrentActor currentActor) {
        this.sources = sources;
        this.currentActor = currentActor;
    }

    void open() {
        Actor actor = currentActor.get();
        List<PaletteItem> all =
                sources.orderedStream().flatMap(it -> it.items(actor).stream()).toList();
        new Palette(all, typed -> sources.orderedStream()
                        .flatMap(it -> it.named(actor, typed).stream())
                        .toList())
                .open();
    }
}
