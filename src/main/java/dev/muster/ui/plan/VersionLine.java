package dev.muster.ui.plan;

import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.muster.plan.PlanVersion;
import dev.muster.ui.component.WallTime;

/** Which version is shown, since when it is stored and where it was read from. */
final class VersionLine extends Div {

    private static final long serialVersionUID = 1L;

    VersionLine(PlanVersion version) {
        addClassName("plan-version-line");
        Span hash = PlanBlocks.chip(version.shortHash());
        hash.setTitle("SHA-256 " + version.hash());
        hash.addClassName("plan-hash");
        add(
                new Span("Version " + version.id()),
                hash,
                new Span(new Text("loaded "), WallTime.withDay(version.loadedAt())),
                new Span("from " + version.source()));
    }
}
