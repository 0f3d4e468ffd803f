package dev.muster.archive;

import dev.muster.backup.ArchiveManifest;
import dev.muster.backup.ArchiveManifest.PathEntry;
import dev.muster.backup.ArchiveManifest.PathType;
import dev.muster.common.Refused;
import dev.muster.recovery.step.StepContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists the current copy as it lies on its disk, with the hash of every file. */
final class FilesManifest {

    private static final int SPECIAL_BITS = 07000;

    private final Grounds grounds;
    private final FilesPlace place;

    FilesManifest(Grounds grounds, FilesPlace place) {
        this.grounds = grounds;
        this.place = place;
    }

    ArchiveManifest of(StepContext context, Instant started) {
        Listing listing = new Listing(grounds.machine(place.keeper()), place.current());
        Map<String, String> hashes = listing.hashes();
        List<PathEntry> entries = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        listing.paths().forEach((path, found) -> {
            if (found.type().isEmpty()) {
                leftOut.add(path + " is neither a file nor a folder nor a link");
                return;
            }
            PathType type = found.type().get();
            if (type == PathType.LINK
                    && !InnerLink.staysInside(path, found.link(), place.source().live())) {
                leftOut.add(path + " is a link out of the directory, to " + found.link());
                return;
            }
            if (type == PathType.FILE && (found.mode() & SPECIAL_BITS) != 0) {
                leftOut.add("the setuid, setgid or sticky bit of " + path);
            }
            entries.add(new PathEntry(
                    path,
                    type,
                    found.size(),
                    found.mode() & ~SPECIAL_BITS,
                    found.owner(),
                    found.group(),
                    type == PathType.FILE ? hash(path, hashes) : "",
                    found.link()));
        });
        return new ArchiveManifest(
                ArchiveManifest.FORMAT,
                place.source().policy().kind(),
                context.plan().application(),
                place.source().policy().key(),
                place.source().host(),
                place.source().live().toString(),
                started,
                context.now(),
                // what changed while it was copied may be missing, so the copy is as old as its beginning
                started,
                entries,
                leftOut,
                List.of());
    }

    private String hash(String path, Map<String, String> hashes) {
        String hash = hashes.get(path);
        if (hash == null) {
            throw new Refused(path + " in " + place.current() + " changed while it was listed: try again");
        }
        return hash;
    }
}
