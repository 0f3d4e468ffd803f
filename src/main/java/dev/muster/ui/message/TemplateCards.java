package dev.muster.ui.message;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import dev.muster.incident.Incident;
import dev.muster.notification.Draft;
import dev.muster.notification.Hole;
import dev.muster.plan.Template;
import dev.muster.ui.component.Words;
import java.util.List;
import java.util.Optional;

/** The templates: filled with an incident's facts when one is chosen, else as the plan has them. */
final class TemplateCards extends Div {

    private static final long serialVersionUID = 1L;

    TemplateCards(MessageDesk desk, Optional<Incident> incident) {
        addClassName("template-cards");
        List<Template> templates = incident.map(it -> desk.templates(it.id()))
                .orElseGet(() -> desk.plan().templates());
        templates.forEach(it -> add(card(it, incident.map(chosen -> desk.draft(chosen.id(), it.key())))));
        if (templates.isEmpty()) {
            add(new Paragraph("The plan has no message."));
        }
    }

    private static Div card(Template template, Optional<Draft> draft) {
        Div card = new Div(new H3(template.title()));
        card.addClassName("template-card");
        if (draft.isEmpty()) {
            card.add(text(
                    "Subject: " + template.subject() + "\n\n" + template.body().strip()));
            return card;
        }
        draft.get().banner().ifPresent(it -> card.add(Words.text("⚑ EXERCISE", "badge", "warn")));
        for (Draft.Part part : draft.get().parts()) {
            card.add(Words.text(part.channelTitle() + " · " + MessageWords.kind(part.kind()), "strong"));
            card.add(text((part.subject().isEmpty() ? "" : "Subject: " + subject(draft.get(), part) + "\n\n")
                    + draft.get().banner().map(it -> it.firstLine() + "\n\n").orElse("")
                    + part.body()));
            for (Hole hole : part.holes()) {
                Paragraph line = new Paragraph("! " + hole);
                line.addClassNames("problem", "hole");
                card.add(line);
            }
        }
        return card;
    }

    private static String subject(Draft draft, Draft.Part part) {
        return draft.banner().map(Draft.Banner::subjectPrefix).orElse("") + part.subject();
    }

    private static Pre text(String words) {
        Pre text = new Pre(words);
        text.addClassName("message-text");
        return text;
    }
}
