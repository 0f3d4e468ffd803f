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
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks on another machine. The archive is read and judged here entry by entry; what passes goes on as a tar of its own,
 * with the owners and modes that it may have there, and every path is then read back and compared here.
 */
final class RemoteFolder implements Unpacking {

    private static final Duration PATIENCE = Duration.ofHours(12);
    /** Nobody's number: an account that the machine does not have must not become the one with the number 0. */
    private static final int NOBODY = 65534;

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
        unpack(
                manifest.entries(),
                taker -> ArchiveReader.read(copy, manifest, live, entry -> {
                    before.accept(entry);
                    return taker.take(entry);
                }));
    }

    /** Gives entries that were judged, each once, a folder before what is in it. */
    interface Feed {

        void to(ArchiveReader.Taker taker);
    }

    /** @param entries what the folder is to hold, the folder itself first */
    void unpack(List<PathEntry> entries, Feed feed) {
        files.remove(folder);
        files.makeFolder(folder, new HostFiles.Access(0700, "", ""));
        extract(feed);
        Listing listing = new Listing(machine, folder);
        Map<String, String> hashes = listing.hashes();
        Map<String, Listing.Found> found = listing.paths();
        for (PathEntry entry : entries) {
            Listing.Found there = found.remove(entry.path());
            if (!entry.path().isEmpty()) {
                compare(entry, there, hashes.getOrDefault(entry.path(), ""));
            }
        }
        if (!found.isEmpty()) {
            throw new UntrustedBackup(
                    found.keySet().iterator().next() + " stands in " + folder + " and is not in the copy");
        }
        open(entries.getFirst());
    }

    private void extract(Feed feed) {
        ByteExchange giving = new ByteExchange() {
            @Override
            public void write(OutputStream input) throws IOException {
                TarArchiveOutputStream tar = DirectoryArchive.tarOn(input);
                feed.to(entry -> begin(tar, entry));
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

    private void compare(PathEntry entry, Listing.@Nullable Found there, String hash) {
        if (there == null
                || !there.type().equals(Optional.of(entry.type()))
                || !hash.equals(entry.sha256())
                || (entry.type() == PathType.LINK && !there.link().equals(entry.link()))) {
            throw new UntrustedBackup(entry.path() + " was written and is read back as something else");
        }
        if (!there.owner().equals(entry.owner()) || !there.group().equals(entry.group())) {
            throw new Refused(folder.resolve(entry.path()) + " belongs to " + entry.owner() + ":" + entry.group()
                    + " in the archive and got " + there.owner() + ":" + there.group()
                    + ": the machine has no such account or group, or it may not be given away");
        }
        if (entry.type() != PathType.LINK && there.mode() != Modes.of(Modes.restored(entry))) {
            throw new Refused(folder.resolve(entry.path()) + " has the mode " + Integer.toOctalString(there.mode())
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
