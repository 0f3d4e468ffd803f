package dev.muster.ui.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoteTextTest {

    @Test
    void html_is_shown_and_not_obeyed() {
        assertThat(NoteText.safe("**bold** <img src=x onerror=a()> <b"))
                .isEqualTo("**bold** &lt;img src=x onerror=a()> &lt;b");
    }

    @Test
    void a_picture_becomes_a_link() {
        assertThat(NoteText.safe("see ![disk](https://a.example/b.png)"))
                .isEqualTo("see [disk](https://a.example/b.png)");
    }

    @Test
    void code_stays_as_it_was_written() {
        String note = "`<none>` and\n```\nselect 1 < 2 ![\n```\n";
        assertThat(NoteText.safe(note)).isEqualTo(note);
        assertThat(NoteText.safe("`<a` <b> `c")).isEqualTo("`<a` &lt;b> `c");
    }
}
