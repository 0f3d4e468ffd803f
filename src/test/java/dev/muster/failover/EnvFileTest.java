package dev.muster.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.common.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Only the named values of a settings file change; what is not plain is refused with its line. */
class EnvFileTest {

    @Test
    void only_the_named_values_change_and_each_other_byte_stays() {
        assertThat(with(windows("db1", "5432"))).isEqualTo(windows("db2", "6432"));
        assertThat(with("DATABASE_HOST='db1'\nPORT=\n")).isEqualTo("DATABASE_HOST='db2'\nPORT=6432\n");
        assertThat(with("MY_DATABASE_HOST=a\nDATABASE_HOST=db1\nDATABASE_HOSTS=b\nPORT=1#c\n"))
                .isEqualTo("MY_DATABASE_HOST=a\nDATABASE_HOST=db2\nDATABASE_HOSTS=b\nPORT=6432#c\n");
    }

    @Test
    void a_key_that_is_missing_or_stands_twice_is_refused_with_lines() {
        assertThatThrownBy(() -> with("A=1\nPORT=1\n"))
                .isInstanceOf(Refused.class)
                .hasMessage(".env has no line DATABASE_HOST=… among its 2 lines");
        assertThatThrownBy(() -> with("DATABASE_HOST=a\nPORT=1\n# c\n export DATABASE_HOST=b\n"))
                .isInstanceOf(Refused.class)
                .hasMessage(".env has DATABASE_HOST more than once, on the lines 1, 4: which one counts is not known");
    }

    @Test
    void a_value_that_is_no_plain_word_is_left_alone() {
        assertThatThrownBy(() -> with("DATABASE_HOST=a b\nPORT=1\n"))
                .isInstanceOf(Refused.class)
                .hasMessage(
                        ".env line 1: the value of DATABASE_HOST is no plain word, with or without quotes; it cannot be"
                                + " replaced safely");
        assertThatThrownBy(() -> with("X=\nDATABASE_HOST=\"a\nPORT=1\n")).hasMessageContaining("line 2");
    }

    private static String windows(String host, String port) {
        return String.join(
                "\r\n",
                "# DATABASE_HOST=old",
                "export DATABASE_HOST = \"" + host + "\"  # the primary",
                "",
                "NAME=\u00e4\u0080 DATABASE_HOST=x",
                "PORT=" + port);
    }

    private static String with(String text) {
        Map<String, String> values = new java.util.LinkedHashMap<>();
        values.put("DATABASE_HOST", "db2");
        values.put("PORT", "6432");
        return new String(
                EnvFile.with(".env", text.getBytes(StandardCharsets.ISO_8859_1), values), StandardCharsets.ISO_8859_1);
    }
}
