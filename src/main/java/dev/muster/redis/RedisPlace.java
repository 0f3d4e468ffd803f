package dev.muster.redis;

import dev.muster.backup.BackupFacts;
import dev.muster.common.Refused;
import dev.muster.host.HostFiles;
import dev.muster.host.Hosts;
import dev.muster.host.ServiceControl;
import dev.muster.plan.BackupPolicy;
import dev.muster.plan.Host;
import dev.muster.plan.Service;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;

/**
 * The Redis that a policy copies, and the neighbours of its snapshot that a restore makes; all in one folder, so that a
 * rename suffices.
 */
record RedisPlace(BackupPolicy policy, Service service, Service.Redis redis, Host host, long run) {

    static final StepSetting POLICY =
            StepSetting.required("policy", StepSetting.Kind.POLICY, "the backup policy of the Redis");

    /** @throws Refused when the plan does not say enough */
    static RedisPlace of(StepContext context) {
        BackupPolicy policy = BackupFacts.policy(context);
        if (policy.kind() != BackupPolicy.Kind.REDIS) {
            throw new Refused("The policy " + policy.key() + " is of the kind "
                    + policy.kind().name().toLowerCase(java.util.Locale.ROOT) + "; redis is needed here");
        }
        Service service = context.plan().needService(policy.source());
        Service.Redis redis = service.redis()
                .orElseThrow(() -> new Refused(
                        "The plan does not say how the service " + service.key() + " is reached as a Redis"));
        Host host = context.plan().needHost(service.host());
        return new RedisPlace(policy, service, redis, host, context.runId());
    }

    RedisServer server() {
        return new RedisServer(redis);
    }

    HostFiles files(Hosts hosts) {
        return hosts.files(host);
    }

    ServiceControl control(Hosts hosts) {
        return hosts.control(host, service);
    }

    /** For people and for the log. */
    String name() {
        return service.title() + " on " + host.key();
    }

    /** The file that the server loads when it starts. */
    Path live() {
        return Path.of(redis.file()).normalize();
    }

    Path folder() {
        Path folder = live().getParent();
        if (folder == null) {
            throw new Refused("The snapshot " + live() + " stands in no folder");
        }
        return folder;
    }

    /** Where a restore puts the copy. */
    Path fresh() {
        return beside("new");
    }

    /** Where the present file goes when the restored one takes its place. */
    Path before() {
        return beside("before");
    }

    /** Where the restored one goes on the way back. */
    Path undone() {
        return beside("undone");
    }

    private Path beside(String what) {
        return folder().resolve(live().getFileName() + "." + what + "-" + (run == 0 ? "<run>" : Long.toString(run)));
    }
}
