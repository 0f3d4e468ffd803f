package dev.muster.configuration;

import dev.muster.common.Refused;
import dev.muster.host.HostFiles;
import dev.muster.host.Hosts;
import dev.muster.host.Machine;
import dev.muster.plan.ConfigurationTree;
import dev.muster.plan.Host;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The configuration that a step's setting names, on its host. */
record TreePlace(ConfigurationTree tree, Machine machine, HostFiles files, StepContext context) {

    static final StepSetting SETTING =
            StepSetting.required("configuration", StepSetting.Kind.CONFIGURATION, "the configuration");

    /** @throws Refused when the plan has none of that name */
    static TreePlace of(StepContext context, Hosts hosts) {
        ConfigurationTree tree = named(context);
        Host host = context.plan().needHost(tree.host());
        return new TreePlace(tree, hosts.machine(host), hosts.files(host), context);
    }

    static ConfigurationTree named(StepContext context) {
        String key = context.needSetting(SETTING.name());
        return context.plan().configuration(key).orElseThrow(() -> new Refused("The plan has no configuration " + key));
    }

    Path directory() {
        return Path.of(tree.directory());
    }

    Path repository() {
        return Path.of(tree.repository());
    }

    Path live(Change change) {
        return directory().resolve(change.path());
    }

    /** What a run makes stands in the directory itself, so that it is on the same disk. */
    Path side() {
        return directory()
                .resolve(".muster-" + tree.key() + "-"
                        + (context.runId() == 0 ? "<run>" : Long.toString(context.runId())));
    }

    Path staged() {
        return side().resolve("new");
    }

    Path before() {
        return side().resolve("before");
    }

    Path undone() {
        return side().resolve("undone");
    }

    Git git() {
        return new Git(this);
    }

    List<String> parts() {
        return tree.parts().stream().map(ConfigurationTree.Part::path).toList();
    }

    Optional<ConfigurationTree.Part> part(String path) {
        return tree.parts().stream().filter(it -> it.holds(path)).findFirst();
    }

    private String name(String what) {
        return "configuration." + tree.key() + "." + what;
    }

    Optional<String> fact(String what) {
        return context.fact(name(what)).filter(it -> !it.isEmpty());
    }

    String need(String what) {
        return fact(what)
                .orElseThrow(() -> new Refused("No step before has said " + what + " of the configuration " + tree.key()
                        + ": put fetch-configuration and stage-configuration before this step"));
    }

    void keep(String what, String value) {
        context.keepFact(name(what), value);
    }
}
