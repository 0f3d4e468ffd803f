package dev.muster.ui.team;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import dev.muster.roster.Attendance;
import dev.muster.roster.Member;
import dev.muster.ui.component.Words;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How people are shown: name, whether they are here, and the ways to reach them. */
final class People {

    private static final String DIALLED = "[+0-9 ()./-]{3,40}";

    private People() {}

    /** With a sign beside the colour. */
    static Span presence(@Nullable Attendance account, Instant now) {
        if (account == null) {
            return Words.badge("– no account");
        }
        if (!account.enabled()) {
            return Words.badge("✕ account disabled", "bad");
        }
        if (account.presentAt(now)) {
            return Words.badge("● here", "ok");
        }
        Instant seen = account.lastSeen();
        if (seen == null) {
            return Words.badge("○ never seen");
        }
        Span badge = Words.badge("○ not seen for ");
        badge.add(new SinceText(seen, now));
        return badge;
    }

    /** Phone and mail as links; what cannot be dialled stays text. */
    static Span contacts(Member member) {
        Span contacts = Words.text("", "contacts");
        Optional.ofNullable(member.phone()).ifPresent(it -> {
            if (it.matches(DIALLED)) {
                contacts.add(link("tel:" + it.replaceAll("[^+0-9]", ""), it, "Call " + member.name() + ", " + it));
            } else {
                contacts.add(Words.text(it, "muted"));
            }
        });
        Optional.ofNullable(member.email())
                .ifPresent(it -> contacts.add(link("mailto:" + it, it, "Write to " + member.name() + ", " + it)));
        return contacts;
    }

    private static Anchor link(String address, String text, String name) {
        Anchor link = new Anchor(address, text);
        link.setAriaLabel(name);
        link.setRouterIgnore(true);
        return link;
    }
}
