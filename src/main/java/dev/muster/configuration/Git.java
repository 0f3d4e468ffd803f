package dev.muster.configuration;

import dev.muster.common.Refused;
import dev.muster.host.Command;
import dev.muster.host.CommandListener;
import dev.muster.host.CommandResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs git on the host of a configuration, in Muster's own bare repository. The repository that may stand in the live
 * directory is never used: its settings name programs (hooks, filters, a file watcher) that git would run.
 */
final class Git {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final List<String> HARDENED = List.of(
            "core.hooksPath=/dev/null",
            "core.fsmonitor=false",
            "core.attributesFile=/dev/null",
            "core.autocrlf=false",
            "core.fileMode=true",
            "core.quotePath=true",
            "protocol.ext.allow=never",
            "submodule.recurse=false",
            // what a force push left behind must stay
            "gc.auto=0",
            "maintenance.auto=false");

    private final TreePlace place;

    Git(TreePlace place) {
        this.place = place;
    }

    /** What a command said. Empty lines and the ends of lines are not kept. */
    record Said(CommandResult result, List<String> lines) {

        boolean succeeded() {
            return result.succeeded();
        }

        String first() {
            return lines.isEmpty() ? "" : lines.getFirst();
        }
    }

    /** @throws Refused when it fails */
    List<String> must(String... arguments) {
        return must(Map.of(), List.of(), List.of(arguments));
    }

    List<String> must(Map<String, String> environment, List<String> options, List<String> arguments) {
        Said said = run(PATIENCE, environment, options, arguments);
        if (!said.succeeded()) {
            throw new Refused("git " + arguments.getFirst() + " failed: "
                    + said.result().tail().strip());
        }
        return said.lines();
    }

    Said ask(String... arguments) {
        return run(PATIENCE, Map.of(), List.of(), List.of(arguments));
    }

    Said ask(Duration patience, List<String> arguments) {
        return run(patience, Map.of(), List.of(), arguments);
    }

    /** With an index of its own, whose entries are those of the commit, against a folder of files. */
    <T> T against(String commit, Path folder, java.util.function.Function<Tree, T> work) {
        Path index = place.repository()
                .resolve("muster-" + place.context().runId() + "-" + java.util.UUID.randomUUID() + ".index");
        try {
            Tree tree = new Tree(Map.of("GIT_INDEX_FILE", index.toString()), List.of("--work-tree=" + folder));
            tree.must("read-tree", commit);
            return work.apply(tree);
        } finally {
            place.files().remove(index);
            place.files().remove(index.resolveSibling(index.getFileName() + ".lock"));
        }
    }

    /** A folder of files with the index of a commit. */
    final class Tree {

        private final Map<String, String> environment;
        private final List<String> options;

        private Tree(Map<String, String> environment, List<String> options) {
            this.environment = environment;
            this.options = options;
        }

        List<String> must(String... arguments) {
            return Git.this.must(environment, options, List.of(arguments));
        }

        List<String> must(List<String> arguments) {
            return Git.this.must(environment, options, arguments);
        }

        Said ask(String... arguments) {
            return run(PATIENCE, environment, options, List.of(arguments));
        }
    }

    private Said run(Duration patience, Map<String, String> environment, List<String> options, List<String> arguments) {
        List<String> lines = new ArrayList<>();
        Map<String, String> all = new HashMap<>(place.context().processEnvironment());
        all.put("GIT_TERMINAL_PROMPT", "0");
        all.putAll(environment);
        CommandResult result = place.machine()
                .run(new Command(line(options, arguments), all, null, patience), new CommandListener() {
                    @Override
                    public void started(Process process) {
                        place.context().working(process);
                    }

                    @Override
                    public void line(boolean error, String line) {
                        if (!error) {
                            synchronized (lines) {
                                lines.add(line);
                            }
                        }
                    }
                });
        synchronized (lines) {
            return new Said(result, List.copyOf(lines));
        }
    }

    private List<String> line(List<String> options, List<String> arguments) {
        List<String> line = new ArrayList<>(List.of("git", "--no-pager", "--literal-pathspecs"));
        HARDENED.forEach(it -> line.addAll(List.of("-c", it)));
        line.add("--git-dir=" + place.repository());
        line.addAll(options);
        line.addAll(arguments);
        return line;
    }

    /** For people, without what is the same each time. */
    static String shown(List<String> arguments) {
        return "git " + String.join(" ", arguments);
    }
}
