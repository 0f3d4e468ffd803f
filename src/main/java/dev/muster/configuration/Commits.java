package dev.muster.configuration;

import dev.muster.common.Refused;
import dev.muster.host.HostException;
import dev.muster.host.HostFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commits of one configuration: fetched, found by their full id or tag, and the one that is in force. */
final class Commits {

    static final String IN_FORCE = "in-force";

    private static final String BRANCH = "refs/muster/branch";
    private static final String TAGS = "refs/muster/tags/";
    private static final String CURRENT = "refs/muster/in-force";
    private static final String KEPT = "refs/muster/kept/";
    private static final Duration FETCH = Duration.ofSeconds(10);
    /** No file is converted on its way, whatever the tree itself asks for. */
    private static final String ATTRIBUTES =
            "* -text -ident -filter -working-tree-encoding -export-ignore -export-subst !eol\n";

    private final TreePlace place;
    private final Git git;

    Commits(TreePlace place) {
        this.place = place;
        this.git = place.git();
    }

    /** The commit that is meant, and what a person should know about it. */
    record Pinned(String id, List<String> remarks) {}

    /** What is fetched when the remote answers. */
    List<String> fetchCommand() {
        List<String> command = new ArrayList<>(List.of(
                "fetch",
                "--quiet",
                "--prune",
                "--no-tags",
                "--no-write-fetch-head",
                "--no-recurse-submodules",
                "--",
                place.tree().remote(),
                "+refs/heads/" + place.tree().branch() + ":" + BRANCH,
                "+refs/tags/*:" + TAGS + "*"));
        if (place.tree().anyBranch()) {
            command.add("+refs/heads/*:refs/muster/heads/*");
        }
        return command;
    }

    /** Brings the remote's commits here; says why when it cannot. */
    Optional<String> fetch() {
        open();
        try {
            Git.Said said = git.ask(FETCH, fetchCommand());
            return said.succeeded()
                    ? Optional.empty()
                    : Optional.of("the remote cannot be fetched: "
                            + said.result().tail().strip());
        } catch (HostException e) {
            return Optional.of("the remote cannot be fetched: " + e.getMessage());
        }
    }

    private void open() {
        HostFiles files = place.files();
        Path repository = place.repository();
        if (files.facts(repository.resolve("info/attributes")).isPresent()) {
            return;
        }
        place.context().guard();
        folders(files, repository);
        git.must("init", "--quiet", "--bare", "--template=", "--", repository.toString());
        if (files.facts(repository.resolve("info")).isEmpty()) {
            files.makeFolder(repository.resolve("info"), new HostFiles.Access(0700, "", ""));
        }
        files.write(
                repository.resolve("info/attributes"),
                ATTRIBUTES.getBytes(StandardCharsets.UTF_8),
                new HostFiles.Access(0600, "", ""));
    }

    private static void folders(HostFiles files, Path folder) {
        if (files.facts(folder).isEmpty()) {
            Path parent = folder.getParent();
            if (parent != null) {
                folders(files, parent);
            }
            files.makeFolder(folder, new HostFiles.Access(0700, "", ""));
        }
    }

    /**
     * @param unreachable why the remote could not be fetched, if so
     * @throws Refused when it is not there, or not on the branch although the plan wants that
     */
    Pinned pinned(String wanted, Optional<String> unreachable) {
        String id = found(wanted, unreachable);
        List<String> remarks = new ArrayList<>();
        unreachable.ifPresent(it -> remarks.add(it + "; the commit is taken from Muster's own repository"));
        String branch = place.tree().branch();
        if (tip().isEmpty()) {
            throw new Refused("the branch " + branch + " was never fetched"
                    + unreachable.map(it -> ": " + it).orElse(""));
        }
        if (!place.tree().anyBranch()
                && !git.ask("merge-base", "--is-ancestor", id, BRANCH).succeeded()) {
            if (git.ask("show-ref", "--verify", "--quiet", KEPT + id).succeeded()) {
                remarks.add("the branch " + branch + " no longer holds " + shortened(id)
                        + ": its history was rewritten. The commit was in force here before and is found in Muster's"
                        + " own repository");
            } else {
                throw new Refused("the commit " + id + " is not on the branch " + branch
                        + " of the remote: either it never was, or the history was rewritten by a force push. Allowed:"
                        + " a commit of that branch, or one that was in force here before");
            }
        }
        return new Pinned(id, remarks);
    }

    private String found(String wanted, Optional<String> unreachable) {
        if (wanted.equals(IN_FORCE)) {
            return inForce()
                    .orElseThrow(() -> new Refused("no commit is recorded as in force for "
                            + place.tree().title() + " yet: choose a commit by its full id or a tag"));
        }
        String missing = unreachable.map(it -> ": " + it).orElse("");
        if (wanted.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
            if (!git.ask("cat-file", "-t", wanted).first().equals("commit")) {
                throw new Refused("there is no commit " + wanted + missing);
            }
            return wanted;
        }
        if (!wanted.matches("[A-Za-z0-9][A-Za-z0-9._/-]{0,99}")) {
            throw new Refused("“" + wanted + "” is neither a full commit id nor a tag");
        }
        Git.Said tag = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", TAGS + wanted + "^{commit}");
        if (!tag.succeeded()) {
            throw new Refused("“" + wanted + "” is no tag of the remote" + missing
                    + ". Allowed: a full commit id of 40 digits, a tag, or " + IN_FORCE
                    + "; no branch and no shortened id, because they may mean something else tomorrow");
        }
        return tag.first();
    }

    Optional<String> inForce() {
        return ref(CURRENT);
    }

    private Optional<String> tip() {
        return ref(BRANCH);
    }

    private Optional<String> ref(String name) {
        Git.Said said = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", name);
        return said.succeeded() ? Optional.of(said.first()) : Optional.empty();
    }

    /** Notes the commit as in force; empty takes the note away. */
    void inForce(Optional<String> commit) {
        if (commit.isEmpty()) {
            git.must("update-ref", "-d", CURRENT);
            return;
        }
        git.must("update-ref", KEPT + commit.get(), commit.get());
        git.must("update-ref", CURRENT, commit.get());
    }

    /** One line about what is in force, and whether the branch has gone on. */
    String standing() {
        Optional<String> now = inForce();
        if (now.isEmpty()) {
            return "no commit was put in force here by Muster yet";
        }
        String newer = git.ask("rev-list", "--count", now.get() + ".." + BRANCH).first();
        return "in force is " + about(now.get())
                + (newer.isEmpty() || newer.equals("0")
                        ? "; the branch " + place.tree().branch() + " has no newer one"
                        : "; the branch " + place.tree().branch() + " has " + newer + " newer");
    }

    /** Id, day and subject. */
    String about(String commit) {
        return git.must("log", "-1", "--no-show-signature", "--format=%h of %cs, “%s”", commit, "--")
                .getFirst();
    }

    static String shortened(String commit) {
        return commit.substring(0, Math.min(12, commit.length()));
    }
}
