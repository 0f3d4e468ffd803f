package dev.muster.configuration;

import dev.muster.common.Refused;
import dev.muster.host.HostFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Nothing is written outside of the directory, by no way. */
final class Paths {

    private Paths() {}

    /** @throws Refused when the path is not one that may be written */
    static void check(TreePlace place, Change change) {
        Path path = Path.of(change.path());
        if (path.isAbsolute() || !path.normalize().equals(path) || path.startsWith("..")) {
            throw new Refused("The commit has the path " + change.path() + ", which leads out of " + place.directory());
        }
        for (Path name : path) {
            if (name.toString().equalsIgnoreCase(".git") || name.toString().startsWith(".muster-")) {
                throw new Refused("The commit has the path " + change.path() + ", which is not restored");
            }
        }
        parents(place, change);
        place.files().facts(place.live(change)).ifPresent(facts -> {
            switch (facts.kind()) {
                case FILE, LINK -> {
                    // both can be kept and put back
                }
                case FOLDER, OTHER ->
                    throw new Refused(place.live(change) + " is neither a file nor a link: it is not replaced");
            }
        });
        if (change.link() && change.kind() != Change.Kind.GONE) {
            target(place, change);
        }
    }

    /** A link on the way would lead whatever is written to another place. */
    private static void parents(TreePlace place, Change change) {
        Path folder = place.directory();
        require(place, folder);
        Path inner = Path.of(change.path()).getParent();
        if (inner == null) {
            return;
        }
        for (Path name : inner) {
            folder = folder.resolve(name);
            require(place, folder);
        }
    }

    private static void require(TreePlace place, Path folder) {
        place.files().facts(folder).ifPresent(facts -> {
            if (facts.kind() != HostFiles.Kind.FOLDER) {
                throw new Refused(folder + " is no folder but "
                        + (facts.kind() == HostFiles.Kind.LINK ? "a link" : "something else")
                        + ": nothing is written below it");
            }
        });
    }

    /** Where the link of the commit leads. */
    static String target(TreePlace place, Change change) {
        String target = String.join("\n", place.git().must("cat-file", "-p", change.wanted()));
        Path leads = place.live(change).resolveSibling(target).normalize();
        if (target.isEmpty() || target.contains("\n") || !leads.startsWith(place.directory())) {
            throw new Refused("The link " + change.path() + " of the commit leads to " + target + ", out of "
                    + place.directory() + ": it is not made");
        }
        return target;
    }

    /** The folders that will have to be made, the outer ones first. */
    static List<String> missingFolders(TreePlace place, List<Change> changes) {
        Set<String> missing = new TreeSet<>();
        for (Change change : changes) {
            Path inner = Path.of(change.path()).getParent();
            while (change.kind() == Change.Kind.NEW
                    && inner != null
                    && place.files().facts(place.directory().resolve(inner)).isEmpty()) {
                missing.add(inner.toString());
                inner = inner.getParent();
            }
        }
        return List.copyOf(missing);
    }

    /** Makes what is missing on the way to a path. */
    static void makeParents(HostFiles files, Path path, HostFiles.Access access) {
        Path parent = path.getParent();
        if (parent != null && files.facts(parent).isEmpty()) {
            makeParents(files, parent, access);
            files.makeFolder(parent, access);
        }
    }
}
