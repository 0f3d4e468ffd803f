package dev.muster.host;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a machine over SSH, by commands there. */
final class RemoteFiles implements HostFiles {

    private static final Duration SHORT = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofHours(12);
    private static final int MOST_NAMES = 64 * 1024 * 1024;
    private static final int MOST_FACTS = 64 * 1024;
    private static final int KIND_BITS = 0170000;
    private static final String UNKNOWN = "UNKNOWN";

    private final FileCommands commands;

    RemoteFiles(Machine machine) {
        this.commands = new FileCommands(machine);
    }

    @Override
    public Optional<Facts> facts(Path path) {
        List<String> lines = text(path, "looked at", MOST_FACTS, SHORT, "facts", path.toString())
                .lines()
                .toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        if (lines.size() != 7) {
            throw new HostException(path + " cannot be looked at: stat said " + lines);
        }
        int mode = Integer.parseInt(lines.get(0), 16);
        return Optional.of(new Facts(
                kind(mode),
                Long.parseLong(lines.get(1)),
                mode & 07777,
                lines.get(3).equals(UNKNOWN) ? lines.get(4) : lines.get(3),
                lines.get(5).equals(UNKNOWN) ? lines.get(6) : lines.get(5),
                lines.get(2)));
    }

    private static Kind kind(int mode) {
        return switch (mode & KIND_BITS) {
            case 0100000 -> Kind.FILE;
            case 0040000 -> Kind.FOLDER;
            case 0120000 -> Kind.LINK;
            default -> Kind.OTHER;
        };
    }

    @Override
    public byte[] read(Path file, int most) {
        return bytes(file, "read", most, LONG, "read", file.toString());
    }

    @Override
    public void download(Path file, OutputStream to) {
        ByteExchange taking = new ByteExchange() {
            @Override
            public void read(InputStream output) throws IOException {
                output.transferTo(to);
            }
        };
        commands.exchange(file, "read", LONG, taking, "read", file.toString());
    }

    @Override
    public void write(Path file, byte[] content, Access access) {
        put(new ByteArrayInputStream(content), content.length, file, access, "-f");
    }

    @Override
    public void upload(InputStream content, long size, Path file, Access access) {
        put(content, size, file, access, "-n");
    }

    /** Content and then its hash go to the command, which compares them, all before the file gets its name. */
    private void put(InputStream content, long size, Path file, Access access, String how) {
        Path folder = FileCommands.folderOf(file);
        ByteExchange giving = new ByteExchange() {
            @Override
            public void write(OutputStream input) throws IOException {
                MessageDigest digest = FileCommands.sha256();
                FileCommands.exactly(content, size, digest).transferTo(input);
                input.write((HexFormat.of().formatHex(digest.digest()) + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        };
        commands.exchange(
                file,
                "written",
                LONG,
                giving,
                "put",
                file.toString(),
                FileCommands.draftIn(folder).toString(),
                folder.toString(),
                Long.toString(size),
                how,
                octal(access),
                access.owner(),
                access.group());
    }

    @Override
    public List<String> names(Path folder) {
        return Stream.of(text(folder, "listed", MOST_NAMES, LONG, "names", folder.toString())
                        .split("\0", -1))
                .filter(it -> !it.isEmpty())
                .sorted()
                .toList();
    }

    @Override
    public void makeFolder(Path folder, Access access) {
        commands.act(
                folder,
                "made",
                SHORT,
                "make-folder",
                folder.toString(),
                FileCommands.folderOf(folder).toString(),
                octal(access),
                access.owner(),
                access.group());
    }

    @Override
    public void rename(Path from, Path to) {
        commands.act(
                from,
                "renamed to " + to,
                SHORT,
                "rename",
                from.toString(),
                to.toString(),
                FileCommands.folderOf(from).toString(),
                FileCommands.folderOf(to).toString());
    }

    @Override
    public void copy(Path from, Path to) {
        commands.copy(from, to);
    }

    @Override
    public void remove(Path path) {
        commands.remove(path);
    }

    @Override
    public long free(Path folder) {
        return Long.parseLong(text(folder, "looked at", MOST_FACTS, SHORT, "free", folder.toString())
                .strip());
    }

    @Override
    public String sha256(Path file) {
        String said = text(file, "read", MOST_FACTS, LONG, "sha256", file.toString());
        if (!said.matches("[0-9a-f]{64} .*\\s*")) {
            throw new HostException(file + " cannot be read: sha256sum said " + said);
        }
        return said.substring(0, 64);
    }

    private String text(Path path, String what, int most, Duration timeout, String verb, String... operands) {
        byte[] bytes = bytes(path, what, most, timeout, verb, operands);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new HostException(path + " cannot be " + what + ": a name there is not written in UTF-8", e);
        }
    }

    private byte[] bytes(Path path, String what, int most, Duration timeout, String verb, String... operands) {
        FileCommands.absolute(path);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteExchange taking = new ByteExchange() {
            @Override
            public void read(InputStream output) throws IOException {
                said.writeBytes(output.readNBytes(most));
                if (output.read() >= 0) {
                    throw new HostException("it is longer than " + most + " bytes");
                }
            }
        };
        commands.exchange(path, what, timeout, taking, verb, operands);
        return said.toByteArray();
    }

    private static String octal(Access access) {
        // five digits and more take the special bits of a folder away as well
        return "00" + Integer.toOctalString(access.mode());
    }
}
