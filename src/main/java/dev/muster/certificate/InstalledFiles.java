package dev.muster.certificate;

import dev.muster.host.HostFiles;
import dev.muster.host.HostFiles.Access;
import dev.muster.host.HostFiles.Facts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The two files in use, put in place together with those before kept beside them. Each act may be repeated. */
final class InstalledFiles {

    private static final int KEY_MODE = 0600;
    private static final int CHAIN_MODE = 0644;
    private static final int LONGEST = 1024 * 1024;

    private final CertificatePlace place;
    private final HostFiles files;

    InstalledFiles(CertificatePlace place) {
        this.place = place;
        this.files = place.target();
    }

    /** What was there is kept first, both; only then anything changes. */
    void put(Pair pair) {
        keep(place.key());
        keep(place.chain());
        place.context().guard();
        write(place.key(), pair.keyFile(), KEY_MODE);
        write(place.chain(), pair.chainFile(), CHAIN_MODE);
    }

    private void keep(Path live) {
        Path kept = place.before(live);
        if (files.facts(live).isEmpty() || files.facts(kept).isPresent()) {
            return;
        }
        place.context().guard();
        Path draft = kept.resolveSibling(kept.getFileName() + ".part");
        files.remove(draft);
        files.copy(live, draft);
        files.rename(draft, kept);
    }

    private void write(Path live, byte[] content, int mode) {
        folder(live);
        Optional<Facts> before = files.facts(place.before(live)).filter(it -> it.kind() == HostFiles.Kind.FILE);
        String owner =
                place.certificate().owner().or(() -> before.map(Facts::owner)).orElse("");
        String group =
                place.certificate().group().or(() -> before.map(Facts::group)).orElse("");
        replaceLink(live);
        files.write(live, content, new Access(mode, owner, group));
    }

    /** Makes the folders above a file that are not there. */
    private void folder(Path file) {
        Path above = file.getParent();
        if (above != null && files.facts(above).isEmpty()) {
            folder(above);
            files.makeFolder(above, new Access(0755, "", ""));
        }
    }

    /** What it points to is the business of others. */
    private void replaceLink(Path live) {
        files.facts(live).filter(it -> it.kind() == HostFiles.Kind.LINK).ifPresent(it -> files.remove(live));
    }

    /** Those before take their places again; where there was none, the new one is put aside. */
    void back() {
        for (Path live : List.of(place.key(), place.chain())) {
            place.context().guard();
            Path kept = place.before(live);
            Optional<Facts> before = files.facts(kept);
            if (before.isEmpty()) {
                if (place.fact("none-before")
                                .filter(it -> it.contains(live.toString()))
                                .isPresent()
                        && files.facts(live).isPresent()) {
                    files.remove(place.undone(live));
                    files.rename(live, place.undone(live));
                }
            } else if (before.get().kind() == HostFiles.Kind.LINK) {
                files.remove(live);
                files.copy(kept, live);
            } else {
                Facts facts = before.get();
                files.write(live, files.read(kept, LONGEST), new Access(facts.mode(), facts.owner(), facts.group()));
            }
        }
        // Only when both are back the kept ones are no longer needed.
        files.remove(place.before(place.key()));
        files.remove(place.before(place.chain()));
    }

    /** The names of what is not there yet. */
    String missing() {
        return String.join(
                " ",
                List.of(place.key(), place.chain()).stream()
                        .filter(it -> files.facts(it).isEmpty())
                        .map(Path::toString)
                        .toList());
    }
}
