package dev.muster.backup;

import dev.muster.common.Refused;
import dev.muster.plan.BackupPolicy;
import dev.muster.plan.Plan;
import dev.muster.plan.Procedure;
import dev.muster.recovery.step.ParameterChoices;
import dev.muster.recovery.step.StepContext;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which backup a restore takes: the parameter {@code backup} is {@code newest} or a number of the catalogue. */
@Component
public class BackupChoice implements ParameterChoices {

    private static final String NEWEST = "newest";
    private static final int OFFERED = 50;

    private final BackupQuery backups;
    private final StoredBackups stored;
    private final Clock clock;

    BackupChoice(BackupQuery backups, StoredBackups stored, Clock clock) {
        this.backups = backups;
        this.stored = stored;
        this.clock = clock;
    }

    /**
     * The backup that the run is about: the one that it found, else the one that the parameter means now.
     *
     * @throws Refused when there is none, or it is not a good one of the target
     */
    public Backup chosen(StepContext context) {
        String value = context.fact(BackupFacts.ID)
                .or(() -> context.parameter("backup"))
                .filter(it -> !it.isBlank())
                .orElse(NEWEST);
        if (value.equals(NEWEST)) {
            return backups.newestGood(BackupFacts.copiesOf(context))
                    .or(() -> inStorage(context))
                    .orElseThrow(() -> new Refused("There is no good backup of " + BackupFacts.copiesOf(context)));
        }
        if (!value.matches("\\d{1,18}")) {
            throw new Refused("\"" + value + "\" is no backup: it must be newest or a number of the catalogue");
        }
        Backup backup = backups.backup(new BackupId(Long.parseLong(value)))
                .orElseThrow(() -> new Refused("There is no backup " + value + " in the catalogue"));
        if (!backup.source().equals(BackupFacts.copiesOf(context))) {
            throw new Refused(
                    "Backup " + value + " is one of " + backup.source() + ", not of " + BackupFacts.copiesOf(context));
        }
        if (!backup.good()) {
            throw new Refused("Backup " + value + " is not good (" + backup.state() + ")");
        }
        return backup;
    }

    /** A console that was built anew has an empty catalogue; the storage still has the backups. */
    private Optional<Backup> inStorage(StepContext context) {
        stored.adoptUnknown(context);
        return backups.newestGood(BackupFacts.copiesOf(context));
    }

    @Override
    public List<Choice> choices(Plan plan, String target, Procedure.Parameter parameter) {
        if (parameter.kind() != Procedure.Kind.BACKUP) {
            return List.of();
        }
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice(NEWEST, "The newest good one"));
        String source = parameter
                .policy()
                .flatMap(plan::backup)
                .map(BackupPolicy::copiesOf)
                .orElse(target);
        for (Backup backup : backups.good(source, OFFERED)) {
            Duration age = Objects.requireNonNull(backup.age(clock.instant()));
            choices.add(new Choice(
                    backup.id().toString(),
                    "Backup " + backup.id() + ", " + BackupFacts.words(age) + " old, "
                            + BackupFacts.size(Objects.requireNonNullElse(backup.bytes(), 0L))
                            + (backup.provedAt() == null ? "" : ", proved")));
        }
        return choices;
    }
}
