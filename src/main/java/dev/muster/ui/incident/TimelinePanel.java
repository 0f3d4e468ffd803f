package dev.muster.ui.incident;

import com.vaadin.flow.component.html.Div;
import dev.muster.checklist.RoomQuery;
import dev.muster.incident.IncidentId;
import dev.muster.incident.TimelineEntry;
import dev.muster.incident.TimelineQuery;
import dev.muster.ui.component.Told;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The story, newest first, and the field to add to it. Further lines are read as one scrolls down to them. */
final class TimelinePanel extends Div {

    /** As many as are drawn without anybody noticing. */
    private static final int PAGE = 50;
    /** More than a screen holds; the next come as one scrolls, and the first are there the sooner. */
    private static final int FIRST = 40;

    private final StoryActs acts;
    private final IncidentId id;
    private final Viewer viewer;
    private final Runnable changed;
    private final Consumer<StoryFilter> moved;
    private final NoteForm form;
    private final SilenceLine silence;
    private final TimelineTools tools;
    private final TimelineList list = new TimelineList();
    private StoryFilter filter;
    private TimelineQuery.@Nullable Key oldest;
    private @Nullable RoomState shown;

    TimelinePanel(
            StoryActs acts,
            RoomState state,
            Viewer viewer,
            StoryFilter filter,
            Consumer<StoryFilter> moved,
            Runnable changed) {
        this.acts = acts;
        this.id = state.incident().id();
        this.viewer = viewer;
        this.filter = filter;
        this.moved = moved;
        this.changed = changed;
        this.form = new NoteForm(viewer, "incident-" + id.value(), acts::now, this::write);
        this.silence = new SilenceLine(form::begin);
        this.tools = new TimelineTools(() -> acts.writers(id), state.plan().phases(), this::look);
        addClassName("timeline");
        add(form, silence, tools, list);
        tools.show(filter);
        list.onMore(it -> more());
        list.onGap(it -> reset());
        list.onAct(it -> act(it.entry(), it.act()));
    }

    /** @param streamed this browser hears of new lines by its stream */
    void show(RoomState state, boolean streamed) {
        RoomState before = shown;
        shown = state;
        boolean writable = writable(state);
        form.setVisible(writable);
        silence.show(writable ? state.silence() : java.util.Optional.empty());
        if (before == null || writable(before) != writable) {
            reset();
        } else if (filter.pinned() && !before.room().marks().equals(state.room().marks())) {
            reset(); // a line that nobody shows yet may be one of those now
        } else if (!streamed) {
            follow(before.room(), state.room());
        }
    }

    /** Puts the cursor into the field of a new note. */
    void beginNote() {
        form.begin(null);
    }

    /** Shows what happened since the first act in a phase. */
    void showPhase(String phase) {
        StoryFilter of = new StoryFilter("", "", phase, "", false);
        tools.show(of);
        look(of);
    }

    private void follow(RoomQuery.Room room, RoomQuery.Room newer) {
        if (!room.marks().equals(newer.marks())) {
            list.mark(newer.marks());
        }
        if (!room.timeline().equals(newer.timeline())) {
            follow(room.timeline(), newer.timeline());
        }
    }

    private void follow(List<TimelineEntry> before, List<TimelineEntry> now) {
        Map<Long, TimelineEntry> had =
                before.stream().collect(Collectors.toMap(TimelineEntry::id, Function.identity()));
        if (!had.isEmpty() && now.stream().noneMatch(it -> had.containsKey(it.id()))) {
            reset(); // more came at once than a room carries
            return;
        }
        list.put(now.stream()
                .filter(it -> !it.equals(had.get(it.id())) && filter.lets(it))
                .toList());
    }

    private void look(StoryFilter next) {
        if (!next.equals(filter)) {
            filter = next;
            moved.accept(next);
            reset();
        }
    }

    private void reset() {
        RoomState state = shown;
        // What everybody sees was read for all of them.
        List<TimelineEntry> newest = state != null && filter.equals(StoryFilter.ALL)
                ? state.room().timeline().stream().limit(FIRST).toList()
                : acts.page(id, filter.query(), null, FIRST);
        remember(newest);
        list.reset(newest, newest.size() == FIRST, state != null && writable(state), filter);
    }

    private void more() {
        List<TimelineEntry> older = acts.page(id, filter.query(), oldest, PAGE);
        remember(older);
        list.page(older, older.size() == PAGE);
    }

    private void remember(List<TimelineEntry> page) {
        if (!page.isEmpty()) {
            oldest = TimelineQuery.Key.of(page.getLast());
        }
    }

    private void act(long entry, String act) {
        switch (act) {
            case EntryFacts.PIN -> Told.unlessRefused(() -> acts.pin(entry));
            case EntryFacts.UNPIN -> Told.unlessRefused(() -> acts.unpin(entry));
            case EntryFacts.CORRECT -> {
                acts.find(id, entry).ifPresent(it -> new CorrectDialog(it, viewer, acts, changed).open());
                return;
            }
            default -> {}
        }
        changed.run();
    }

    private boolean write(@Nullable Instant happenedAt, String text) {
        boolean written = Told.unlessRefused(() -> acts.note(id, happenedAt, text));
        changed.run();
        return written;
    }

    private boolean writable(RoomState state) {
        return viewer.responds() && state.incident().state().writable();
    }
}
