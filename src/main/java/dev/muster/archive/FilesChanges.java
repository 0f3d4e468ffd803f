package dev.muster.archive;

import dev.muster.backup.ArchiveManifest.PathEntry;
import dev.muster.backup.ArchiveManifest.PathType;
import dev.muster.host.HostFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a restore of files would change, told by their bytes and not by their dates. */
record FilesChanges(List<String> added, List<String> changed, List<String> removed) {

    private static final int SHOWN = 5;

    /** @param wanted what is restored, as the copy has it */
    static FilesChanges of(Grounds grounds, ArchivePlace place, List<PathEntry> wanted) {
        Map<String, Listing.Found> live = new TreeMap<>();
        Map<String, String> hashes = new TreeMap<>();
        look(grounds, place, live, hashes);
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        for (PathEntry entry : wanted) {
            Listing.Found there = live.remove(entry.path());
            if (there == null) {
                added.add(entry.path());
            } else if (!same(entry, there, hashes.getOrDefault(entry.path(), ""))) {
                changed.add(entry.path());
            }
        }
        return new FilesChanges(added, changed, List.copyOf(live.keySet()));
    }

    private static boolean same(PathEntry entry, Listing.Found there, String hash) {
        return there.type().equals(Optional.of(entry.type()))
                && (entry.type() != PathType.FILE || hash.equals(entry.sha256()))
                && (entry.type() != PathType.LINK || there.link().equals(entry.link()));
    }

    private static void look(
            Grounds grounds, ArchivePlace place, Map<String, Listing.Found> live, Map<String, String> hashes) {
        HostFiles files = grounds.files(place);
        Optional<HostFiles.Facts> facts = files.facts(place.live());
        if (facts.isEmpty()) {
            return;
        }
        HostFiles.Facts found = facts.get();
        if (found.kind() == HostFiles.Kind.FOLDER) {
            Listing listing = new Listing(grounds.machine(place.machine()), place.live());
            listing.paths().forEach((path, it) -> live.put(inside(place, path), it));
            listing.hashes().forEach((path, hash) -> hashes.put(inside(place, path), hash));
            return;
        }
        boolean file = found.kind() == HostFiles.Kind.FILE;
        live.put(
                place.inner(),
                new Listing.Found(
                        file ? Optional.of(PathType.FILE) : Optional.empty(),
                        found.mode(),
                        found.owner(),
                        found.group(),
                        found.size(),
                        ""));
        if (file) {
            hashes.put(place.inner(), files.sha256(place.live()));
        }
    }

    private static String inside(ArchivePlace place, String path) {
        if (place.inner().isEmpty()) {
            return path;
        }
        return path.isEmpty() ? place.inner() : place.inner() + "/" + path;
    }

    String words() {
        return words(added, "added") + ", " + words(changed, "changed") + ", " + words(removed, "removed");
    }

    private static String words(List<String> paths, String what) {
        if (paths.isEmpty()) {
            return "0 " + what;
        }
        return paths.size() + " " + what + " ("
                + String.join(", ", paths.subList(0, Math.min(SHOWN, paths.size())))
                + (paths.size() > SHOWN ? ", …" : "") + ")";
    }
}
