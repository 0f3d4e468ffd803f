package dev.muster.ui.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.muster.practice.Chromium;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The element that shows a run's log, alone in a page. */
class LogElementIT {

    private final Playwright playwright = Playwright.create();
    private Page page;

    @BeforeEach
    void open() {
        Browser browser = Chromium.launch(playwright);
        page = browser.newPage();
        page.setContent("<style>.log-lines { height: 200px; overflow: auto }</style><muster-log></muster-log>");
        page.addScriptTag(new Page.AddScriptTagOptions().setPath(Path.of("frontend/js/muster-log.js")));
        page.evaluate("""
            () => {
              window.log = document.querySelector('muster-log');
              window.lines = (from, count) => Array.from({ length: count }, (_, i) => [0, 'OUT', 'line ' + (from + i)]);
              window.shown = () => [...log.querySelectorAll('.log-lines > div > div')].map((it) => it.lastChild.textContent);
            }\
            """);
    }

    @AfterEach
    void close() {
        playwright.close();
    }

    @Test
    void the_page_gets_its_turn_while_many_lines_are_drawn() {
        int turns = (int) page.evaluate("""
            async () => {
              let turns = 0, done = false;
              const count = () => { if (!done) { turns++; setTimeout(count); } };
              setTimeout(count);
              await log.append(lines(1, 1000), 1000);
              done = true;
              return turns;
            }\
            """);

        assertThat(turns).isGreaterThanOrEqualTo(15);
        assertThat(shown()).isEqualTo(lines(1, 1000));
    }

    @Test
    void batches_that_come_while_one_is_drawn_follow_it_and_the_oldest_lines_leave_the_window() {
        page.evaluate("""
            () => Promise.all([log.append(lines(1, 900), 900), log.append(lines(901, 900), 1800),
              log.append(lines(1801, 900), 2700)])\
            """);

        assertThat(shown()).isEqualTo(lines(701, 2000));
        assertThat(page.locator(".log-note").textContent()).isEqualTo("following · 2,700 lines");
    }

    @Test
    void a_reader_who_scrolled_up_stays_where_they_read() {
        page.evaluate("() => log.append(lines(1, 300), 300)");
        page.evaluate("() => { log.querySelector('.log-lines').scrollTop = 100; }");
        page.evaluate("() => log.append(lines(301, 300), 600)");

        assertThat((Number) page.evaluate("() => log.querySelector('.log-lines').scrollTop"))
                .isEqualTo(100);
        assertThat(page.locator(".log-note").textContent()).startsWith("stopped");
    }

    @Test
    void lines_that_turn_out_longer_than_thought_do_not_end_the_following() {
        page.addStyleTag(new Page.AddStyleTagOptions().setPath(Path.of("frontend/css/recovery.css")));
        page.evaluate("""
            () => {
              log.style.width = '300px';
              return log.append(lines(1, 700).map((it) => [0, 'OUT', it[2] + ' words'.repeat(100)]), 700);
            }\
            """);

        assertThat(page.locator(".log-note").textContent()).startsWith("following");
        assertThat((Boolean) page.evaluate("""
            () => {
              const last = [...log.querySelectorAll('.log-lines > div > div')].at(-1).getBoundingClientRect();
              return last.bottom <= log.querySelector('.log-lines').getBoundingClientRect().bottom;
            }\
            """)).isTrue();
    }

    @SuppressWarnings("unchecked")
    private List<String> shown() {
        return (List<String>) page.evaluate("() => shown()");
    }

    private static List<String> lines(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(it -> "line " + it).toList();
    }
}
