package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.host.HostFiles;
import dev.muster.host.Hosts;
import dev.muster.recovery.step.StepContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The settings that a server keeps in its data directory: rewinding and copying bring those of the other server, with
 * its port. They are set aside before and put back after.
 */
@Component
class OwnSettings {

    private static final String AUTO = "postgresql.auto.conf";
    private static final int LONGEST = 4 << 20;

    private final Hosts hosts;

    OwnSettings(Hosts hosts) {
        this.hosts = hosts;
    }

    void setAside(StepContext context, Node node) {
        HostFiles files = hosts.files(node.host());
        Path live = Path.of(node.server().directory());
        Path aside = aside(context, node);
        if (files.facts(aside).isPresent()) {
            // of the attempt before: what stands in the data directory now may be the other server's
            return;
        }
        HostFiles.Facts folder = files.facts(live).orElseThrow(() -> new Refused(live + " is not there"));
        Path draft = aside.resolveSibling(aside.getFileName() + ".draft");
        context.guard();
        files.remove(draft);
        files.makeFolder(draft, new HostFiles.Access(0700, folder.owner(), folder.group()));
        for (String name : files.names(live)) {
            if (name.endsWith(".conf")) {
                files.copy(live.resolve(name), draft.resolve(name));
            }
        }
        files.rename(draft, aside);
    }

    void putBack(StepContext context, Pair pair, String slot) {
        Node node = pair.from();
        HostFiles files = hosts.files(node.host());
        Path live = Path.of(node.server().directory());
        Path aside = aside(context, node);
        HostFiles.Facts folder = files.facts(live).orElseThrow(() -> new Refused(live + " is not there"));
        HostFiles.Access access = new HostFiles.Access(0600, folder.owner(), folder.group());
        context.guard();
        for (String name : files.names(aside)) {
            files.write(live.resolve(name), files.read(aside.resolve(name), LONGEST), access);
        }
        Path auto = live.resolve(AUTO);
        String text = files.facts(auto).isEmpty() ? "" : new String(files.read(auto, LONGEST), StandardCharsets.UTF_8);
        context.command("write primary_conninfo and primary_slot_name into " + auto);
        files.write(
                auto,
                following(text, Rebuild.conninfo(node, pair.to()), slot).getBytes(StandardCharsets.UTF_8),
                access);
    }

    void forget(StepContext context, Node node) {
        hosts.files(node.host()).remove(aside(context, node));
    }

    /** The settings with another primary; all others stay. */
    static String following(String text, String conninfo, String slot) {
        String kept = text.lines()
                .filter(it -> !it.matches("\\s*(primary_conninfo|primary_slot_name)\\b.*"))
                .collect(Collectors.joining("\n"));
        return kept + (kept.isEmpty() ? "" : "\n") + "primary_conninfo = '" + escaped(conninfo)
                + "'\nprimary_slot_name = '" + escaped(slot) + "'\n";
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("'", "''");
    }

    private static Path aside(StepContext context, Node node) {
        Path live = Path.of(node.server().directory());
        return live.resolveSibling(live.getFileName() + ".settings-run-" + context.runId());
    }
}
