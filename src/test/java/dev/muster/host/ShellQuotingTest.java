package dev.muster.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ShellQuotingTest {

    private static final List<String> NASTY = List.of(
            "",
            " ",
            "'",
            "''",
            "\"",
            "\\",
            "\\'",
            "\n",
            "a\n",
            "\n\n",
            "\r\n",
            "\t",
            "-n",
            "--",
            "-",
            "--help",
            "$HOME",
            "$(id)",
            "`id`",
            "!!",
            "*",
            "~",
            "~root",
            "#",
            "# x",
            "a=b",
            "{a,b}",
            "[a-z]",
            "; rm -rf x",
            "&",
            "|",
            ">x",
            "%s",
            "\\n",
            "\\0101",
            "if",
            "\u0001",
            "\u001b[31m",
            "\u007f",
            "Á€😀",
            "\u0081\u0082\u0088",
            "\u202e",
            "e\u0301");

    @Test
    void whatever_stands_in_an_argument_arrives_at_a_real_shell_unchanged() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        RandomGenerator random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            List<String> arguments = round == 0 ? NASTY : someArguments(random);
            assertThat(throughTheShell(arguments))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(arguments);
        }
    }

    @Test
    void plain_words_are_left_as_people_write_them() {
        assertThat(ShellQuoting.quote(List.of("pg_restore", "--jobs=2", "it's", "/a b")))
                .isEqualTo("pg_restore --jobs=2 'it'\\''s' '/a b'");
    }

    static List<String> someArguments(RandomGenerator random) {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(30);
            while (text.length() < length) {
                if (random.nextInt(3) == 0) {
                    text.append(NASTY.get(random.nextInt(NASTY.size())));
                } else {
                    int character = random.nextBoolean() ? random.nextInt(1, 128) : random.nextInt(1, 0x110000);
                    if (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE) {
                        text.appendCodePoint(character);
                    }
                }
            }
            arguments.add(text.toString());
        }
        return arguments;
    }

    /** printf is called once for each argument and ends each with NUL, which no argument can hold. */
    private static List<String> throughTheShell(List<String> arguments) throws Exception {
        String script = "exec printf '%s\\0' " + ShellQuoting.quote(arguments) + "\n";
        Process shell =
                new ProcessBuilder("/bin/sh", "-s").redirectErrorStream(true).start();
        shell.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
        shell.getOutputStream().close();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        return Arrays.asList(output.substring(0, output.length() - 1).split("\0", -1));
    }
}
