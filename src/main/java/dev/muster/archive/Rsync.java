package dev.muster.archive;

import dev.muster.common.Refused;
import dev.muster.host.Command;
import dev.muster.host.CommandListener;
import dev.muster.host.CommandResult;
import dev.muster.host.HostException;
import dev.muster.host.HostFiles;
import dev.muster.host.Machine;
import dev.muster.plan.Host;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies a directory into the current folder of its copies; nothing that stood there is lost. */
final class Rsync {

    private static final Duration PATIENCE = Duration.ofHours(12);
    private static final Duration LOOK = Duration.ofSeconds(30);
    /** Its exit code when something went away while it copied. */
    private static final int VANISHED = 24;

    private final Grounds grounds;
    private final FilesPlace place;

    Rsync(Grounds grounds, FilesPlace place) {
        this.grounds = grounds;
        this.place = place;
    }

    static String display(Grounds grounds, FilesPlace place) {
        return grounds.machine(place.source().machine()).display(command(place, "<date>-<run>.1", Map.of()));
    }

    /** @param marks by which what a dead console has left working is found */
    private static Command command(FilesPlace place, String dated, Map<String, String> marks) {
        List<String> arguments = new ArrayList<>(List.of(
                "rsync",
                "--archive",
                "--no-devices",
                "--no-specials",
                // to the nanosecond: what changed twice within a second is not taken for the same
                "--modify-window=-1",
                "--protect-args",
                "--delete",
                "--backup",
                "--backup-dir=" + place.folder().resolve(dated)));
        if (place.keeper().reach() instanceof Host.Ssh ssh && !place.onOneMachine()) {
            // with the source account's own key and list of known hosts; it is never asked anything
            arguments.add("--rsh=ssh -o BatchMode=yes -o StrictHostKeyChecking=yes -p " + ssh.port());
            if (ssh.sudo()) {
                arguments.add("--rsync-path=sudo -n rsync");
            }
        }
        arguments.addAll(List.of("--", place.source().live() + "/", place.destination()));
        return new Command(arguments, marks, null, PATIENCE);
    }

    /** What stands in the way of a copy, if something does. */
    static Optional<String> inTheWay(Grounds grounds, FilesPlace place) {
        Path source = place.source().live();
        if (place.onOneMachine() && (place.folder().startsWith(source) || source.startsWith(place.folder()))) {
            return Optional.of("The copies in " + place.folder() + " and the directory " + source
                    + " lie in each other: one would copy itself");
        }
        for (Host host : List.of(place.source().machine(), place.keeper())) {
            try {
                CommandResult result =
                        grounds.machine(host).run(Command.of(LOOK, "rsync", "--version"), CommandListener.silent());
                if (!result.succeeded()) {
                    return Optional.of("rsync does not run on " + host.key() + ": " + result.tail());
                }
            } catch (HostException e) {
                return Optional.of("rsync is needed on " + host.key() + ": " + e.getMessage());
            }
        }
        Optional<HostFiles.Facts> folder = grounds.files(place.keeper()).facts(place.folder());
        if (folder.filter(it -> it.kind() != HostFiles.Kind.FOLDER).isPresent()) {
            return Optional.of(place.words() + " is no folder");
        }
        return Optional.empty();
    }

    /** @param copy whose dated folder takes what is replaced */
    void copy(StepContext context, FilesPlace.Dated copy) {
        HostFiles files = grounds.files(place.keeper());
        if (files.facts(place.folder()).isEmpty()) {
            context.guard();
            files.makeFolder(place.folder(), new HostFiles.Access(0700, "", ""));
        }
        long attempts = FilesPlace.dated(files.names(place.folder())).stream()
                .filter(it -> it.stamp().equals(copy.stamp()) && it.run() == copy.run())
                .count();
        String dated = new FilesPlace.Dated(copy.stamp(), copy.run(), (int) attempts + 1).name();
        Command command = command(place, dated, context.processEnvironment());
        Machine machine = grounds.machine(place.source().machine());
        context.guard();
        context.command(machine.display(command));
        CommandResult result = machine.run(command, new CommandListener() {
            @Override
            public void started(Process process) {
                context.working(process);
            }

            @Override
            public void line(boolean error, String line) {
                context.output(error, line);
            }
        });
        if (!result.succeeded() && result.exitCode() != VANISHED) {
            throw new Refused("rsync ended with " + result.exitCode() + ": " + result.tail());
        }
        CommandResult kept = grounds.machine(place.keeper())
                .run(
                        Command.of(
                                PATIENCE,
                                "sync",
                                "--file-system",
                                "--",
                                place.current().toString()),
                        CommandListener.silent());
        if (!kept.succeeded()) {
            throw new Refused("The copy could not be written to its disk for good: " + kept.tail());
        }
    }
}
