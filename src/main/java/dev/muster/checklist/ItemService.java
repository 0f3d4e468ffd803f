package dev.muster.checklist;

import dev.muster.common.Refused;
import dev.muster.incident.Inputs;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts items into people's hands and keeps what they write beside them. Versions as in {@link ChecklistService}. */
@Service
public class ItemService {

    private static final int LONGEST_NOTE = 10_000;
    private static final int LONGEST_URL = 2000;

    private final Items items;
    private final ItemDesk desk;
    private final People people;
    private final Clock clock;

    ItemService(Items items, ItemDesk desk, People people, Clock clock) {
        this.items = items;
        this.desk = desk;
        this.people = people;
        this.clock = clock;
    }

    /** "I have this": the item is the actor's, and in progress if it was open. */
    @Transactional
    public void take(long item, int expectedVersion, Actor actor) {
        Item held = desk.hold(item, expectedVersion, ItemAct.TAKEN, actor);
        ItemState state = held.state() == ItemState.OPEN ? ItemState.IN_PROGRESS : held.state();
        give(held, actor.login(), actor.name(), state, ItemAct.TAKEN, actor);
    }

    /** Back to whoever holds its role. */
    @Transactional
    public void release(long item, int expectedVersion, Actor actor) {
        Item held = desk.hold(item, expectedVersion, ItemAct.RELEASED, actor);
        if (held.person() == null) {
            throw new Refused("Nobody has \"" + held.title() + "\".");
        }
        give(held, null, null, held.state(), ItemAct.RELEASED, actor);
    }

    /**
     * Gives it to somebody.
     *
     * @param login of an enabled account that may tick items
     */
    @Transactional
    public void assign(long item, int expectedVersion, String login, Actor actor) {
        Item held = desk.hold(item, expectedVersion, ItemAct.ASSIGNED, actor);
        People.Person person = people.find(login)
                .filter(People.Person::enabled)
                .orElseThrow(() -> new Refused("\"" + login + "\" has no account here, or not any more."));
        if (!person.role().includes(Role.RESPONDER)) {
            throw new Refused(person.name() + " may only look, and cannot be given an item.");
        }
        give(held, person.login(), person.name(), held.state(), ItemAct.ASSIGNED, actor);
    }

    private void give(
            Item item, @Nullable String login, @Nullable String name, ItemState state, ItemAct act, Actor actor) {
        if (!items.assign(item, login, name, state, actor, clock.instant())) {
            throw desk.lost(item, act, ItemAct.VERSIONED, actor);
        }
        desk.wrote(item, state, act, act == ItemAct.ASSIGNED ? "to " + name : null, null, actor);
    }

    /**
     * Replaces the note. It has a version of its own, so that a tick does not cost anybody the text.
     *
     * @param markdown kept as it is typed; empty takes the note away
     */
    @Transactional
    public void note(long item, int expectedNoteVersion, String markdown, Actor actor) {
        String text = Inputs.text("A note", markdown, 0, LONGEST_NOTE);
        Item held = desk.hold(item, ItemAct.NOTED, actor);
        if (!items.note(item, expectedNoteVersion, text)) {
            throw desk.lost(held, ItemAct.NOTED, Set.of(ItemAct.NOTED), actor);
        }
        desk.wrote(held, held.state(), ItemAct.NOTED, null, null, actor);
    }

    /**
     * Puts a link to it.
     *
     * @param url begins with http:// or https://
     */
    @Transactional
    public void link(long item, String title, String url, Actor actor) {
        String name = Inputs.line("A link's title", title);
        String address = address(url);
        Item held = desk.hold(item, ItemAct.LINKED, actor);
        items.addLink(item, name, address, actor, clock.instant());
        desk.wrote(held, held.state(), ItemAct.LINKED, name + " " + address, null, actor);
    }

    /** Takes a link away. */
    @Transactional
    public void unlink(long link, Actor actor) {
        long item = items.linkedItem(link).orElseThrow(() -> new Refused("There is no link " + link + "."));
        Item held = desk.hold(item, ItemAct.UNLINKED, actor);
        String gone = held.links().stream()
                .filter(it -> it.id() == link)
                .map(it -> it.title() + " " + it.url())
                .findFirst()
                .orElseThrow(() -> new Refused("There is no link " + link + "."));
        items.removeLink(link);
        desk.wrote(held, held.state(), ItemAct.UNLINKED, gone, null, actor);
    }

    private static String address(String given) {
        String url = given.strip();
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && url.length() <= LONGEST_URL) {
                return uri.toASCIIString();
            }
        } catch (URISyntaxException e) {
            // Told below like every other address that is none.
        }
        throw new Refused(
                "A link's address begins with http:// or https:// and has at most " + LONGEST_URL + " characters.");
    }
}
