package dev.muster.archive;

import dev.muster.backup.ArchiveManifest;
import dev.muster.backup.ArchiveManifest.PathEntry;
import dev.muster.backup.ArchiveManifest.PathType;
import dev.muster.backup.UntrustedBackup;
import dev.muster.common.Refused;
import dev.muster.host.ByteExchange;
import dev.muster.host.Command;
import dev.muster.host.CommandResult;
import dev.muster.host.HostFiles;
import dev.muster.host.Machine;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Unpacks on another machine. The archive is read and judged here entry by entry; what passes goes on as a tar of its own,
 * with the owners and modes that it may have there, and every path is then read back and compared here.
 */
final class RemoteFolder implements Unpacking {

    private static final Duration PATIENCE = Duration.ofHours(12);
    /** Nobody's number: an account that the machine does not have must not become the one with the number 0. */
    private static final int NOBODY = 65534;

    // A line of facts and one of the hash would not do: names may hold line ends, so both lists end with NUL.
    private static final String LIST = "cd -- \"$1\" && find . -printf '%y %m %u %g %s\\0%P\\0%l\\0'";
    private static final String HASHES = "cd -- \"$1\" && find . -type f -print0 | xargs -0 -r sha256sum -z --";
    private static final String OPEN =
            "chown -h -- \"$2\" \"$1\" && chgrp -h -- \"$3\" \"$1\" && chmod -- \"$4\" \"$1\"";

    private final Machine machine;
    private final HostFiles files;
    private final Path folder;

    RemoteFolder(Machine machine, HostFiles files, Path folder) {
        this.machine = machine;
        this.files = files;
        this.folder = folder;
    }

    @Override
    public void unpack(Path copy, ArchiveManifest manifest, Path live, Consumer<PathEntry> before) {
        files.remove(folder);
        files.makeFolder(folder, new HostFiles.Access(0700, "", ""));
        extract(copy, manifest, live, before);
        Map<String, String> hashes = hashes();
        Map<String, Found> found = list();
        for (PathEntry entry : manifest.entries()) {
            Found there = found.remove(entry.path());
            if (!entry.path().isEmpty()) {
                compare(entry, there, hashes.getOrDefault(entry.path(), ""));
            }
        }
        if (!found.isEmpty()) {
            throw new UntrustedBackup(
                    found.keySet().iterator().next() + " stands in " + folder + " and is not in the archive");
        }
        open(manifest.entries().getFirst());
    }

    private void extract(Path copy, ArchiveManifest manifest, Path live, Consumer<PathEntry> before) {
        ByteExchange giving = new ByteExchange() {
            @Override
            public void write(OutputStream input) throws IOException {
                TarArchiveOutputStream tar = DirectoryArchive.tarOn(input);
                ArchiveReader.read(copy, manifest, live, entry -> {
                    before.accept(entry);
                    return begin(tar, entry);
                });
                tar.finish();
                tar.flush();
            }
        };
        CommandResult result = machine.exchange(
                Command.of(
                        PATIENCE,
                        "tar",
                        "--extract",
                        "--file=-",
                        "--preserve-permissions",
                        "--same-owner",
                        "--delay-directory-restore",
                        "--keep-old-files",
                        "--touch",
                        "--directory=" + folder),
                giving);
        if (!result.succeeded()) {
            throw new Refused("The archive cannot be unpacked to " + folder + ": " + result.tail());
        }
    }

    private static OutputStream begin(TarArchiveOutputStream tar, PathEntry entry) {
        try {
            TarArchiveEntry header =
                    switch (entry.type()) {
                        case DIRECTORY -> new TarArchiveEntry("./" + entry.path() + "/");
                        case LINK -> new TarArchiveEntry("./" + entry.path(), TarConstants.LF_SYMLINK);
                        case FILE -> new TarArchiveEntry("./" + entry.path());
                    };
            header.setLinkName(entry.link());
            header.setSize(entry.type() == PathType.FILE ? entry.size() : 0);
            header.setMode(Modes.of(Modes.restored(entry)));
            header.setUserName(entry.owner());
            header.setGroupName(entry.group());
            header.setIds(number(entry.owner()), number(entry.group()));
            tar.putArchiveEntry(header);
            return new Entry(tar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An owner without a name there stands in the manifest with the number. */
    private static int number(String name) {
        return name.matches("[0-9]{1,9}") ? Integer.parseInt(name) : NOBODY;
    }

    private void compare(PathEntry entry, @org.jspecify.annotations.Nullable Found there, String hash) {
        if (there == null
                || there.type != entry.type()
                || !hash.equals(entry.sha256())
                || (entry.type() == PathType.LINK && !there.link.equals(entry.link()))) {
            throw new UntrustedBackup(entry.path() + " was written and is read back as something else");
        }
        if (!there.owner.equals(entry.owner()) || !there.group.equals(entry.group())) {
            throw new Refused(folder.resolve(entry.path()) + " belongs to " + entry.owner() + ":" + entry.group()
                    + " in the archive and got " + there.owner + ":" + there.group
                    + ": the machine has no such account or group, or it may not be given away");
        }
        if (entry.type() != PathType.LINK && there.mode != Modes.of(Modes.restored(entry))) {
            throw new Refused(folder.resolve(entry.path()) + " has the mode " + Integer.toOctalString(there.mode)
                    + " instead of " + Integer.toOctalString(Modes.of(Modes.restored(entry))));
        }
    }

    /** The folder itself, last. */
    private void open(PathEntry root) {
        CommandResult result = machine.exchange(
                script(OPEN, root.owner(), root.group(), "00" + Integer.toOctalString(Modes.of(Modes.restored(root)))),
                new ByteExchange() {});
        if (!result.succeeded()) {
            throw new Refused(
                    folder + " cannot be given to " + root.owner() + ":" + root.group() + ": " + result.tail());
        }
    }

    private record Found(PathType type, int mode, String owner, String group, String link) {}

    private Map<String, Found> list() {
        Map<String, Found> found = new HashMap<>();
        String[] words = said(LIST).split("\0", -1);
        for (int i = 0; i + 2 < words.length; i += 3) {
            String[] facts = words[i].split(" ");
            PathType type =
                    switch (facts[0]) {
                        case "f" -> PathType.FILE;
                        case "d" -> PathType.DIRECTORY;
                        case "l" -> PathType.LINK;
                        default -> throw new UntrustedBackup(words[i + 1] + " is neither file nor folder nor link");
                    };
            found.put(words[i + 1], new Found(type, Integer.parseInt(facts[1], 8), facts[2], facts[3], words[i + 2]));
        }
        return found;
    }

    private Map<String, String> hashes() {
        Map<String, String> hashes = new HashMap<>();
        for (String line : said(HASHES).split("\0", -1)) {
            int name = line.indexOf("./");
            if (name > 64) {
                hashes.put(line.substring(name + 2), line.substring(0, 64));
            }
        }
        return hashes;
    }

    private String said(String script) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteExchange taking = new ByteExchange() {
            @Override
            public void read(InputStream output) throws IOException {
                output.transferTo(said);
            }
        };
        CommandResult result = machine.exchange(script(script), taking);
        if (!result.succeeded()) {
            throw new Refused(folder + " cannot be read back: " + result.tail());
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private Command script(String script, String... operands) {
        List<String> arguments =
                new java.util.ArrayList<>(List.of("/bin/sh", "-c", script, "muster-archive", folder.toString()));
        arguments.addAll(List.of(operands));
        return Command.of(PATIENCE, arguments.toArray(String[]::new));
    }

    /** One entry's bytes; its end is not the tar's. */
    private static final class Entry extends FilterOutputStream {

        private final TarArchiveOutputStream tar;

        Entry(TarArchiveOutputStream tar) {
            super(tar);
            this.tar = tar;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            tar.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            tar.closeArchiveEntry();
        }
    }
}
