package dev.muster.archive;

import dev.muster.backup.ArchiveManifest.PathEntry;
import dev.muster.backup.ArchiveManifest.PathType;
import dev.muster.common.Refused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a file as it was at a date: in the first dated folder after that date which has it, else in the current copy. That
 * it is the right one shows by its hash.
 */
final class CopiesChain {

    private final Grounds grounds;
    private final FilesPlace place;

    CopiesChain(Grounds grounds, FilesPlace place) {
        this.grounds = grounds;
        this.place = place;
    }

    /**
     * Which files lie in which folder.
     *
     * @param copy the date
     * @throws Refused when one lies nowhere any more
     */
    Map<Path, List<PathEntry>> sources(FilesPlace.Dated copy, List<PathEntry> wanted) {
        Map<Path, Map<String, Listing.Found>> folders = new LinkedHashMap<>();
        for (FilesPlace.Dated dated :
                FilesPlace.dated(grounds.files(place.keeper()).names(place.folder()))) {
            if (dated.after(copy)) {
                list(place.folder().resolve(dated.name()), folders);
            }
        }
        list(place.current(), folders);
        Map<Path, List<PathEntry>> sources = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (PathEntry entry : wanted) {
            if (entry.type() == PathType.FILE) {
                Optional<Path> source = folders.entrySet().stream()
                        .filter(it -> isFile(it.getValue(), entry))
                        .map(Map.Entry::getKey)
                        .findFirst();
                source.ifPresentOrElse(
                        it -> sources.computeIfAbsent(it, folder -> new ArrayList<>())
                                .add(entry),
                        () -> missing.add(entry.path()));
            }
        }
        if (!missing.isEmpty()) {
            throw new Refused(missing.size() + " files of the copy are not in " + place.words() + " any more, such as "
                    + missing.getFirst() + ": choose a newer date");
        }
        return sources;
    }

    private static boolean isFile(Map<String, Listing.Found> folder, PathEntry entry) {
        Listing.Found found = folder.get(entry.path());
        return found != null && found.type().equals(Optional.of(PathType.FILE));
    }

    private void list(Path folder, Map<Path, Map<String, Listing.Found>> folders) {
        folders.put(folder, new Listing(grounds.machine(place.keeper()), folder).paths());
    }
}
