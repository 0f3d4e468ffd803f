package dev.muster.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.host.HostFiles.Access;
import dev.muster.host.HostFiles.Facts;
import dev.muster.host.HostFiles.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every implementation must do. */
abstract class HostFilesContract extends HostFilesFaults {

    private static final List<String> ODD = List.of(
            "a b",
            "it's",
            "\"quoted\"",
            "two\nlines",
            "\n",
            "-rf",
            "--help",
            "$(id)",
            "*",
            "back\\slash",
            "\\\n",
            "Ünï€😀",
            "x".repeat(255));

    @Test
    void every_name_is_a_name() {
        for (String name : ODD) {
            Path file = folder.resolve(name);
            files.write(file, name.getBytes(StandardCharsets.UTF_8), PRIVATE);
            assertThat(files.read(file, 1000)).asString(StandardCharsets.UTF_8).isEqualTo(name);
            assertThat(files.sha256(file)).isEqualTo(sha256(name.getBytes(StandardCharsets.UTF_8)));
            assertThat(files.facts(file)).map(Facts::size).contains((long)
                    name.getBytes(StandardCharsets.UTF_8).length);
            assertThat(downloaded(file)).asString(StandardCharsets.UTF_8).isEqualTo(name);
        }
        assertThat(files.names(folder)).isEqualTo(ODD.stream().sorted().toList());
        ODD.stream().limit(3).forEach(it -> files.remove(folder.resolve(it)));
        assertThat(files.names(folder)).hasSize(ODD.size() - 3);
        files.remove(folder.resolve("-rf"));
        files.remove(folder.resolve("two\nlines"));
        for (String name : List.of("-rf", "two\nlines", "Ünï€😀 'x'")) {
            Path inside = folder.resolve(name);
            files.makeFolder(inside, OPEN);
            files.write(inside.resolve("in"), new byte[1], PRIVATE);
            files.copy(inside, folder.resolve("copy"));
            files.remove(inside);
            files.rename(folder.resolve("copy"), inside);
            assertThat(files.names(inside)).containsExactly("in");
            assertThat(files.free(inside)).isPositive();
            files.remove(inside);
        }
    }

    @Test
    void facts_say_what_a_path_is() throws IOException {
        Path file = folder.resolve("file");
        files.write(file, new byte[] {1, 2, 3}, new Access(0640, "", ""));
        Facts facts = files.facts(file).orElseThrow();
        assertThat(facts.kind()).isEqualTo(Kind.FILE);
        assertThat(facts.size()).isEqualTo(3);
        assertThat(facts.mode()).isEqualTo(0640);
        assertThat(facts.owner()).isEqualTo(account());
        assertThat(facts.identity()).isNotEmpty();
        Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
        assertThat(files.facts(folder.resolve("link"))).map(Facts::kind).contains(Kind.LINK);
        assertThat(files.facts(folder)).map(Facts::kind).contains(Kind.FOLDER);
        assertThat(files.facts(Path.of("/dev/null"))).map(Facts::kind).contains(Kind.OTHER);
        assertThat(files.facts(folder.resolve("none"))).isEmpty();
        assertThat(files.facts(folder.resolve("none/below"))).isEmpty();
    }

    @Test
    void special_bits_are_given_and_not_inherited() throws IOException {
        files.makeFolder(folder.resolve("sticky"), new Access(01777, "", ""));
        assertThat(files.facts(folder.resolve("sticky"))).map(Facts::mode).contains(01777);
        files.makeFolder(folder.resolve("group"), new Access(02755, "", ""));
        files.makeFolder(folder.resolve("group/plain"), OPEN);
        assertThat(files.facts(folder.resolve("group/plain"))).map(Facts::mode).contains(0755);
    }

    @Test
    void identity_stays_with_a_rename_and_goes_with_the_file() {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        files.makeFolder(one, OPEN);
        String identity = files.facts(one).orElseThrow().identity();
        files.rename(one, two);
        assertThat(files.facts(one)).isEmpty();
        assertThat(files.facts(two)).map(Facts::identity).contains(identity);
        files.makeFolder(one, OPEN);
        assertThat(files.facts(one)).map(Facts::identity).isNotEqualTo(Optional.of(identity));
    }

    @Test
    void write_replaces_a_file_and_no_folder() {
        Path file = folder.resolve("file");
        files.write(file, new byte[] {1}, PRIVATE);
        files.write(file, new byte[0], new Access(0644, "", ""));
        assertThat(files.facts(file)).map(Facts::size).contains(0L);
        assertThat(files.facts(file)).map(Facts::mode).contains(0644);
        files.makeFolder(folder.resolve("there"), OPEN);
        refused(() -> files.write(folder.resolve("there"), new byte[1], PRIVATE), "there")
                .hasMessageContaining("it is a folder");
    }

    @Test
    void a_stream_arrives_byte_by_byte() {
        byte[] content = new byte[3_000_017];
        new Random(1).nextBytes(content);
        Path file = folder.resolve("big");
        files.upload(new ByteArrayInputStream(content), content.length, file, new Access(0400, "", ""));
        assertThat(files.facts(file)).map(Facts::mode).contains(0400);
        assertThat(files.sha256(file)).isEqualTo(sha256(content));
        assertThat(downloaded(file)).isEqualTo(content);
    }

    @Test
    void a_copy_has_everything_below_with_modes_times_and_links() throws IOException {
        Path tree = folder.resolve("tree");
        files.makeFolder(tree, new Access(0750, "", ""));
        files.write(tree.resolve("run.sh"), new byte[] {1}, new Access(0751, "", ""));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("run.sh"));
        Files.setLastModifiedTime(tree.resolve("run.sh"), FileTime.fromMillis(86_400_000));

        files.copy(tree, folder.resolve("copy"));

        Path copied = folder.resolve("copy/run.sh");
        assertThat(files.facts(folder.resolve("copy"))).map(Facts::mode).contains(0750);
        assertThat(files.facts(copied)).map(Facts::mode).contains(0751);
        assertThat(Files.getLastModifiedTime(copied).toMillis()).isEqualTo(86_400_000);
        assertThat(Files.readSymbolicLink(folder.resolve("copy/link"))).isEqualTo(Path.of("run.sh"));
        files.remove(tree);
        assertThat(files.facts(tree)).isEmpty();
        assertThat(files.read(copied, 1)).containsExactly(1);
    }
}
