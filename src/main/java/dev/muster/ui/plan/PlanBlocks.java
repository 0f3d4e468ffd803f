package dev.muster.ui.plan;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The few shapes that the plan's page is made of. */
final class PlanBlocks {

    private PlanBlocks() {}

    static Section section(String id, String title, Component... content) {
        H2 heading = new H2(title);
        heading.setId(id + "-title");
        Section section = new Section(heading);
        section.setId(id);
        section.addClassName("plan-section");
        section.getElement().setAttribute("aria-labelledby", id + "-title");
        section.add(content);
        return section;
    }

    static String title(Section section) {
        return section.getChildren()
                .filter(H2.class::isInstance)
                .map(it -> ((H2) it).getText())
                .findFirst()
                .orElse("");
    }

    /** One card for each entry, or a sentence that says what is missing. */
    static <T> Component cards(Collection<T> entries, String none, Function<T, Component> card) {
        if (entries.isEmpty()) {
            return none(none);
        }
        Div cards = new Div();
        cards.addClassName("plan-cards");
        entries.stream().map(card).forEach(cards::add);
        return cards;
    }

    static Article card(String title, Component... content) {
        Article card = new Article(new H3(title));
        card.addClassName("plan-card");
        card.add(content);
        return card;
    }

    static Paragraph none(String text) {
        Paragraph paragraph = new Paragraph(text);
        paragraph.addClassName("plan-none");
        return paragraph;
    }

    static Paragraph muted(String text) {
        Paragraph paragraph = new Paragraph(text);
        paragraph.addClassName("plan-muted");
        return paragraph;
    }

    static Span chip(String text, String... classes) {
        Span chip = new Span(text);
        chip.addClassName("plan-chip");
        chip.addClassNames(classes);
        return chip;
    }

    static Component chips(List<String> texts) {
        Div chips = new Div();
        chips.addClassName("plan-chips");
        texts.forEach(it -> chips.add(chip(it)));
        return chips;
    }

    static Code code(String text) {
        Code code = new Code(text);
        code.addClassName("plan-code");
        return code;
    }

    static Facts facts() {
        return new Facts();
    }

    static UnorderedList bullets(List<String> texts) {
        UnorderedList list = new UnorderedList();
        list.addClassName("plan-list");
        fill(list, texts.stream().map(Span::new).toList());
        return list;
    }

    static OrderedList numbered(List<? extends Component> entries) {
        OrderedList list = new OrderedList();
        list.addClassName("plan-list");
        fill(list, entries);
        return list;
    }

    /** An entry with a small second part, which wraps below it on a phone. */
    static Component entry(String text, Component... beside) {
        Div entry = new Div(new Span(text));
        entry.addClassName("plan-entry");
        entry.add(beside);
        return entry;
    }

    private static void fill(HasComponents list, List<? extends Component> entries) {
        entries.forEach(it -> list.add(new ListItem(it)));
    }

    /** Terms and what they say, in two columns that fold into one on a phone. */
    static final class Facts extends DescriptionList {

        private static final long serialVersionUID = 1L;

        Facts() {
            addClassName("plan-facts");
        }

        Facts with(String term, String text) {
            return with(term, new Span(text));
        }

        Facts with(String term, Component value) {
            Description description = new Description();
            description.add(value);
            add(new Term(term), description);
            return this;
        }
    }
}
