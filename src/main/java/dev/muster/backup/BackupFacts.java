package dev.muster.backup;

import dev.muster.common.Refused;
import dev.muster.plan.BackupPolicy;
import dev.muster.plan.StepSetting;
import dev.muster.plan.Storage;
import dev.muster.recovery.step.StepContext;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The names of the facts that the steps of a backup or a restore tell each other. */
public final class BackupFacts {

    public static final String ID = "backup.id";
    public static final String LOCATION = "backup.location";
    public static final String SNAPSHOT_AT = "backup.snapshot-at";
    /** Size in the storage; predictions are scaled by it. */
    public static final String BYTES = "backup.bytes";

    /** The setting of every step that works on copies. */
    public static final StepSetting POLICY = StepSetting.optional(
            "policy", StepSetting.Kind.POLICY, "whose copies; the policy of the target database when it is not said");

    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private BackupFacts() {}

    /** The catalogue's row that the run is about. */
    public static BackupId id(StepContext context) {
        return new BackupId(Long.parseLong(need(context, ID)));
    }

    /** A fact that an earlier step must have returned. */
    public static String need(StepContext context, String name) {
        return context.fact(name)
                .orElseThrow(() -> new Refused("No step before this one returned " + name + ": it was skipped"));
    }

    /** How the plan backs up what the step is about. */
    public static BackupPolicy policy(StepContext context) {
        Optional<String> named = context.setting(POLICY.name());
        if (named.isPresent()) {
            return context.plan()
                    .backup(named.get())
                    .orElseThrow(() -> new Refused("The plan has no backup policy " + named.get()));
        }
        return context.plan().backups().stream()
                .filter(it -> it.kind() == BackupPolicy.Kind.DATABASE)
                .filter(it -> it.source().equals(context.target()))
                .min(Comparator.comparing(BackupPolicy::every))
                .orElseThrow(() -> new Refused("The plan has no backup policy for " + context.target()));
    }

    /** Whose copies in the catalogue the step is about. */
    public static String copiesOf(StepContext context) {
        return context.setting(POLICY.name()).isPresent() ? policy(context).copiesOf() : context.target();
    }

    /** The folder in the storage for the run's copy. */
    public static String location(StepContext context) {
        return context.fact(LOCATION)
                .orElseGet(() -> copiesOf(context) + "/" + FOLDER.format(context.now()) + "-" + context.runId() + "/");
    }

    /** Where the policy puts copies. */
    public static Storage storage(StepContext context) {
        return context.plan().needStorage(policy(context).storage());
    }

    /** "3 h 20 min", for people. */
    public static String words(Duration duration) {
        Duration age = duration.isNegative() ? Duration.ZERO : duration;
        if (age.toDays() > 0) {
            return age.toDays() + " d " + age.toHoursPart() + " h";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h " + age.toMinutesPart() + " min";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + " min" : age.toSeconds() + " s";
    }

    /** "12.3 MB", for people. */
    public static String size(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }
}
