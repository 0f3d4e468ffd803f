package dev.muster.ui.recovery;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.muster.plan.Procedure.Frame;
import java.util.ArrayList;
import java.util.List;

/** Between the steps of a list: where a used procedure, a group or a branch of one begins. */
final class PartHeadings {

    private final List<PartClocks.Part> clocks = new ArrayList<>();
    private List<Frame> before = List.of();

    /** The headings that stand before the next step of the list, from the outside in. */
    List<Div> before(List<Frame> within) {
        List<Div> headings = new ArrayList<>();
        int same = 0;
        while (same < Math.min(before.size(), within.size()) && before.get(same).equals(within.get(same))) {
            same++;
        }
        for (int depth = same; depth < within.size(); depth++) {
            Frame frame = within.get(depth);
            int in = in(within.subList(0, depth));
            boolean known = depth == same
                    && depth < before.size()
                    && before.get(depth).item() == frame.item()
                    && frame.branch() > 0;
            if (frame.branch() == 0) {
                headings.add(timed(heading("▸ " + frame.title(), in), within.subList(0, depth + 1)));
            } else if (!known) {
                headings.add(heading("⇉ " + frame.title() + ", at the same time", in));
            }
            if (frame.branch() > 0) {
                headings.add(timed(heading("Branch " + frame.branch(), in + 1), within.subList(0, depth + 1)));
            }
        }
        before = within;
        return headings;
    }

    private Div timed(Div heading, List<Frame> frames) {
        Span time = new Span();
        time.addClassNames("num", "muted", "part-time");
        heading.add(time);
        clocks.add(new PartClocks.Part(time, List.copyOf(frames)));
        return heading;
    }

    /** The clocks of all headings until now. */
    List<PartClocks.Part> clocks() {
        return clocks;
    }

    private static Div heading(String text, int depth) {
        Div heading = new Div(new Span(text));
        heading.addClassName("part");
        indent(heading, depth);
        return heading;
    }

    /** How far a step stands in. */
    static void indent(Div row, List<Frame> within) {
        indent(row, in(within));
    }

    private static int in(List<Frame> within) {
        return within.stream().mapToInt(it -> it.branch() > 0 ? 2 : 1).sum();
    }

    private static void indent(Div row, int depth) {
        row.getStyle().set("--depth", Integer.toString(depth));
    }
}
