package dev.muster.redis;

import dev.muster.backup.RedisManifest;
import dev.muster.recovery.step.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What speaks for and against a copy on a server. */
final class RedisFindings {

    private static final String VERSION = "snapshot version";

    private RedisFindings() {}

    /** Whether the server's snapshot stands where the plan says; empty where it may not be asked. */
    static Optional<Finding> place(RedisPlace place) {
        return place.server()
                .file()
                .map(it -> it.equals(place.live().toString())
                        ? Finding.ok("snapshot", it)
                        : Finding.block(
                                "snapshot",
                                "Redis writes and loads " + it + ", the plan names " + place.live()
                                        + ": put the former into the plan"));
    }

    /** Whether this server would take the file and nothing else. */
    static List<Finding> of(RedisServer.State state, String writtenBy, int version) {
        List<Finding> findings = new ArrayList<>();
        findings.add(version(state.version(), writtenBy, version));
        if (state.appendOnly()) {
            findings.add(Finding.block(
                    "append-only",
                    "appendonly is on: at its start Redis would load its append-only file and not the snapshot."
                            + " CONFIG SET appendonly no and CONFIG REWRITE first, and turn it on again afterwards"));
        }
        if (state.replica()) {
            findings.add(Finding.block(
                    "role", "This Redis is a replica: it would throw the snapshot away and copy its master again"));
        }
        return findings;
    }

    private static Finding version(String server, String writtenBy, int version) {
        Optional<Integer> newest = RedisVersions.newestReadable(server);
        if (newest.isPresent() ? version <= newest.get() : RedisVersions.atLeast(server, writtenBy)) {
            return Finding.ok(VERSION, version + ", which Redis " + server + " loads");
        }
        return Finding.block(
                VERSION,
                "The snapshot has version " + version + " (Redis " + writtenBy + "); Redis " + server + " loads "
                        + newest.map(it -> "version " + it + " and older")
                                .orElse("only what is not newer than itself"));
    }

    static RedisManifest sameOrigin(RedisPlace place, String application, RedisManifest manifest) {
        if (!manifest.application().equals(application)) {
            throw new dev.muster.backup.UntrustedBackup(
                    "This is a copy of the application " + manifest.application() + ", the plan is for " + application);
        }
        if (!manifest.policy().equals(place.policy().key())) {
            throw new dev.muster.backup.UntrustedBackup("This is a copy of the policy " + manifest.policy()
                    + ", this restores " + place.policy().key());
        }
        return manifest;
    }
}
