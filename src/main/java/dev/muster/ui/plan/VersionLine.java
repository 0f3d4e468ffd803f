package dev.muster.ui.plan;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.muster.plan.PlanVersion;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Which version is shown, since when it is stored and where it was read from. */
final class VersionLine extends Div {

    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    VersionLine(PlanVersion version) {
        addClassName("plan-version-line");
        Span hash = PlanBlocks.chip(version.shortHash());
        hash.setTitle("SHA-256 " + version.hash());
        hash.addClassName("plan-hash");
        add(
                new Span("Version " + version.id()),
                hash,
                new Span("loaded " + UTC.format(version.loadedAt())),
                new Span("from " + version.source()));
    }
}
