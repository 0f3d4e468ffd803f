package dev.muster.configuration;

import dev.muster.common.Refused;
import dev.muster.configuration.Change.Kind;
import dev.muster.host.Command;
import dev.muster.host.CommandListener;
import dev.muster.host.CommandResult;
import dev.muster.host.HostFiles;
import dev.muster.host.HostFiles.Access;
import dev.muster.host.HostFiles.Facts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Puts one changed path in place and back. Each act may be repeated after it was cut off anywhere. */
final class InPlace {

    private static final int EXECUTABLE = 0755;
    private static final int PLAIN = 0644;
    private static final int ANY_EXECUTE = 0111;

    private final TreePlace place;
    private final HostFiles files;

    InPlace(TreePlace place) {
        this.place = place;
        this.files = place.files();
    }

    /** @throws Refused when the path is no longer as it was when the changes were found */
    void put(Change change) {
        Paths.check(place, change);
        Path live = place.live(change);
        Path kept = place.before().resolve(change.path());
        if (change.kind() != Kind.GONE && isWanted(change)) {
            return;
        }
        if (files.facts(kept).isEmpty()) {
            unchangedSince(change);
            keep(live, kept);
        }
        place.context().guard();
        if (change.kind() == Kind.GONE) {
            files.remove(live);
        } else if (change.link()) {
            Paths.makeParents(files, live, new Access(EXECUTABLE, "", ""));
            link(Paths.target(place, change), live);
        } else {
            Paths.makeParents(files, live, new Access(EXECUTABLE, "", ""));
            write(
                    live,
                    files.read(place.staged().resolve(change.path()), StageConfigurationStep.LONGEST),
                    access(change, files.facts(kept)));
        }
    }

    private void keep(Path live, Path kept) {
        Optional<Facts> present = files.facts(live);
        if (present.isEmpty()) {
            return;
        }
        Paths.makeParents(files, kept, new Access(0700, "", ""));
        Path draft = kept.resolveSibling(kept.getFileName() + ".part");
        files.remove(draft);
        files.copy(live, draft);
        files.rename(draft, kept);
    }

    /** A link is replaced by the file that it should be, not followed. */
    private void write(Path live, byte[] content, Access access) {
        files.facts(live).filter(it -> it.kind() == HostFiles.Kind.LINK).ifPresent(it -> files.remove(live));
        files.write(live, content, access);
    }

    private void link(String target, Path live) {
        Path draft = live.resolveSibling("." + live.getFileName() + ".muster");
        files.remove(draft);
        must("ln", "--symbolic", "--no-target-directory", "--", target, draft.toString());
        must("mv", "--force", "--no-target-directory", "--", draft.toString(), live.toString());
    }

    private void must(String... command) {
        CommandResult result =
                place.machine().run(Command.of(Duration.ofSeconds(20), command), CommandListener.silent());
        if (!result.succeeded()) {
            throw new Refused(command[0] + " failed: " + result.tail().strip());
        }
    }

    private boolean isWanted(Change change) {
        Path live = place.live(change);
        Optional<Facts> facts = files.facts(live);
        if (facts.isEmpty()) {
            return false;
        }
        if (change.link()) {
            return facts.get().kind() == HostFiles.Kind.LINK
                    && place.git()
                            .against(place.need("commit"), place.directory(), tree -> {
                                tree.ask("update-index", "-q", "--really-refresh");
                                return tree.must(
                                        "diff-index", "--name-only", place.need("commit"), "--", change.path());
                            })
                            .isEmpty();
        }
        if (facts.get().kind() != HostFiles.Kind.FILE) {
            return false;
        }
        Access access = access(change, facts);
        return facts.get().mode() == access.mode()
                && files.sha256(live).equals(files.sha256(place.staged().resolve(change.path())));
    }

    /** The plan's word first, then what the file had, then what the commit says. */
    private Access access(Change change, Optional<Facts> before) {
        Optional<dev.muster.plan.ConfigurationTree.Part> part = place.part(change.path());
        Optional<Facts> file = before.filter(it -> it.kind() == HostFiles.Kind.FILE);
        int usual = file.map(it -> withExecution(it.mode() & 0777, change.executable()))
                .orElse(change.executable() ? EXECUTABLE : PLAIN);
        int mode = part.flatMap(it -> it.mode()).orElse(usual);
        return new Access(
                mode,
                part.flatMap(it -> it.owner()).or(() -> file.map(Facts::owner)).orElse(""),
                part.flatMap(it -> it.group()).or(() -> file.map(Facts::group)).orElse(""));
    }

    /** Whoever may read it may run it, as git does; nobody else gets anything. */
    private static int withExecution(int mode, boolean executable) {
        return executable ? mode | (mode & 0444) >> 2 : mode & ~ANY_EXECUTE;
    }

    private void unchangedSince(Change change) {
        Optional<Facts> facts = files.facts(place.live(change)).filter(it -> it.kind() == HostFiles.Kind.FILE);
        String now = facts.isEmpty()
                ? ""
                : place.git()
                        .must(
                                "hash-object",
                                "--no-filters",
                                "--",
                                place.live(change).toString())
                        .getFirst();
        boolean sameSort =
                change.kind() != Kind.NEW || files.facts(place.live(change)).isEmpty();
        if (!now.equals(change.present()) || !sameSort) {
            throw new Refused(place.live(change) + " was changed while this run worked: nothing of it is lost; retry"
                    + " stage-configuration to see the difference");
        }
    }

    /** Whatever stands there now and is not what the run put there is kept aside. */
    void back(Change change) {
        Path live = place.live(change);
        Path kept = place.before().resolve(change.path());
        Optional<Facts> before = files.facts(kept);
        Optional<Facts> now = files.facts(live);
        place.context().guard();
        if (before.isEmpty()) {
            if (change.kind() == Kind.NEW && now.isPresent()) {
                aside(change, live);
                files.remove(live);
            }
            return;
        }
        if (now.isPresent() && now.get().kind() == HostFiles.Kind.FILE && !sameContent(live, kept)) {
            aside(change, live);
        }
        if (before.get().kind() == HostFiles.Kind.LINK) {
            Path draft = live.resolveSibling("." + live.getFileName() + ".muster");
            files.remove(draft);
            files.copy(kept, draft);
            must("mv", "--force", "--no-target-directory", "--", draft.toString(), live.toString());
        } else {
            Facts facts = before.get();
            write(
                    live,
                    files.read(kept, Integer.MAX_VALUE - 16),
                    new Access(facts.mode(), facts.owner(), facts.group()));
        }
    }

    /** Folders that were made for new files and hold nothing else. */
    void removeFolders(List<String> made) {
        for (String folder : made.reversed()) {
            Path path = place.directory().resolve(folder);
            if (files.facts(path).isPresent() && files.names(path).isEmpty()) {
                place.context().guard();
                must("rmdir", "--", path.toString());
            }
        }
    }

    private void aside(Change change, Path live) {
        Path staged = place.staged().resolve(change.path());
        if (change.link() || change.kind() == Kind.GONE || sameContent(live, staged)) {
            return;
        }
        Path undone = place.undone().resolve(change.path());
        if (files.facts(undone).isEmpty()) {
            Paths.makeParents(files, undone, new Access(0700, "", ""));
            files.copy(live, undone);
            place.context().log(live + " was changed after the restore: that is kept as " + undone);
        }
    }

    private boolean sameContent(Path one, Path other) {
        return files.facts(other).filter(it -> it.kind() == HostFiles.Kind.FILE).isPresent()
                && files.sha256(one).equals(files.sha256(other));
    }
}
