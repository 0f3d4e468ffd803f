package dev.muster.configuration;

import dev.muster.common.Refused;
import dev.muster.configuration.Change.Kind;
import dev.muster.host.HostFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What differs between the disk and a commit, within the parts of the configuration. */
final class Differences {

    static final int MOST = 500;

    private static final int AT_ONCE = 100;
    private static final String LINK = "120000";
    private static final String SUBMODULE = "160000";
    private static final int WORLD_READABLE = 04;

    private final TreePlace place;
    private final Git git;

    Differences(TreePlace place) {
        this.place = place;
        this.git = place.git();
    }

    /**
     * @param inForce the commit whose files may go when the new one has them no more
     * @throws Refused when there is something that cannot be restored
     */
    List<Change> from(String commit, Optional<String> inForce) {
        Map<String, Change> changes = new TreeMap<>();
        git.against(commit, place.directory(), tree -> {
                    tree.ask("update-index", "-q", "--really-refresh");
                    return tree.must(withParts("diff-index", "--raw", "--no-renames", "--abbrev=64", commit, "--"));
                })
                .forEach(line -> put(changes, changed(line)));
        inForce.ifPresent(before -> git
                .must(
                        Map.of(),
                        List.of(),
                        withParts("diff-tree", "-r", "--raw", "--no-renames", "--abbrev=64", before, commit, "--"))
                .stream()
                .filter(line -> line.contains(" D\t"))
                .map(line -> new Change(Kind.GONE, false, false, "", "", after(line)))
                .filter(it -> place.files().facts(place.live(it)).isPresent())
                .forEach(it -> put(changes, it)));
        if (changes.size() > MOST) {
            throw new Refused(changes.size() + " files differ; at most " + MOST
                    + " are restored at once: name the parts that belong to it in the plan");
        }
        List<Change> all = List.copyOf(changes.values());
        all.forEach(it -> Paths.check(place, it));
        return withPresent(all);
    }

    private static void put(Map<String, Change> changes, Change change) {
        changes.put(change.path(), change);
    }

    /** A line such as {@code :100644 100755 <commit's id> <zeros> M\tpath}: the commit first, then the disk. */
    private static Change changed(String line) {
        String[] words = line.substring(1, line.indexOf('\t')).split(" ");
        String mode = words[0];
        if (mode.equals(SUBMODULE)) {
            throw new Refused(
                    "The commit has another repository inside, " + after(line) + ": such a part cannot be restored");
        }
        return new Change(
                words[4].equals("D") ? Kind.NEW : Kind.REPLACED,
                mode.equals("100755"),
                mode.equals(LINK),
                "",
                words[2],
                after(line));
    }

    private static String after(String line) {
        return line.substring(line.indexOf('\t') + 1);
    }

    private List<String> withParts(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(place.parts());
        return all;
    }

    /** With the id of what is on the disk now, so that a later step sees whether somebody wrote in between. */
    private List<Change> withPresent(List<Change> changes) {
        List<Change> files = changes.stream()
                .filter(it -> place.files()
                        .facts(place.live(it))
                        .filter(facts -> facts.kind() == HostFiles.Kind.FILE)
                        .isPresent())
                .toList();
        Map<String, String> ids = new HashMap<>();
        for (int i = 0; i < files.size(); i += AT_ONCE) {
            List<Change> some = files.subList(i, Math.min(files.size(), i + AT_ONCE));
            List<String> arguments = new ArrayList<>(List.of("hash-object", "--no-filters", "--"));
            some.forEach(it -> arguments.add(place.live(it).toString()));
            List<String> said = git.must(Map.of(), List.of(), arguments);
            for (int k = 0; k < some.size(); k++) {
                ids.put(some.get(k).path(), said.get(k));
            }
        }
        return changes.stream()
                .map(it -> it.with(ids.getOrDefault(it.path(), "")))
                .toList();
    }

    /** Those of the changes that were made by hand since the commit in force. */
    List<String> byHand(List<Change> changes, Optional<String> inForce) {
        if (inForce.isEmpty()) {
            return List.of();
        }
        Set<String> touched = new HashSet<>();
        git.against(inForce.get(), place.directory(), tree -> {
                    tree.ask("update-index", "-q", "--really-refresh");
                    return tree.must(withParts("diff-index", "--name-only", "--no-renames", inForce.get(), "--"));
                })
                .forEach(it -> touched.add(Change.plain(it)));
        return changes.stream().map(Change::path).filter(touched::contains).toList();
    }

    /** For people: what would be lost and what would come; nothing of a file that not everybody may read. */
    List<String> shown(String commit, List<Change> changes, int mostFiles, int mostLines) {
        List<String> shown = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (Change change : changes.subList(0, Math.min(mostFiles, changes.size()))) {
            boolean secret = secret(change);
            shown.add(change.kind().word() + " " + place.live(change)
                    + (secret ? " (content not shown: not everybody may read it)" : ""));
            if (!secret && change.kind() != Kind.GONE) {
                open.add(change.path());
            }
        }
        List<String> lines = open.isEmpty() ? List.of() : lines(commit, open);
        shown.addAll(lines.subList(0, Math.min(mostLines, lines.size())));
        if (changes.size() > mostFiles || lines.size() > mostLines) {
            shown.add("… more than is shown here: " + Change.counted(changes) + " in all");
        }
        return shown;
    }

    private boolean secret(Change change) {
        boolean byPlan = place.part(change.path())
                .flatMap(it -> it.mode())
                .filter(it -> (it & WORLD_READABLE) == 0)
                .isPresent();
        return byPlan
                || place.files()
                        .facts(place.live(change))
                        .filter(it -> (it.mode() & WORLD_READABLE) == 0)
                        .isPresent();
    }

    private List<String> lines(String commit, List<String> paths) {
        List<String> arguments = new ArrayList<>(List.of(
                "diff-index",
                "-p",
                "-R",
                "--no-ext-diff",
                "--no-textconv",
                "--no-color",
                "--no-renames",
                "--no-prefix",
                "--unified=1",
                commit,
                "--"));
        arguments.addAll(paths);
        return git
                .against(commit, place.directory(), tree -> {
                    tree.ask("update-index", "-q", "--really-refresh");
                    return tree.must(arguments);
                })
                .stream()
                .filter(it -> !it.matches("(diff --git|index|---) .*"))
                .toList();
    }
}
