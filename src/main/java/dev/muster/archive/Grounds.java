package dev.muster.archive;

import dev.muster.backup.DiskSpace;
import dev.muster.host.Command;
import dev.muster.host.CommandResult;
import dev.muster.host.HostException;
import dev.muster.host.HostFiles;
import dev.muster.host.Hosts;
import dev.muster.host.Machine;
import dev.muster.plan.Host;
import dev.muster.recovery.step.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** How to work on a place, according to the machine that it is on. */
@Component
class Grounds {

    private static final Duration LOOK = Duration.ofSeconds(60);

    private final Hosts hosts;
    private final DiskSpace disk;

    Grounds(Hosts hosts, DiskSpace disk) {
        this.hosts = hosts;
        this.disk = disk;
    }

    HostFiles files(ArchivePlace place) {
        return files(place.machine());
    }

    HostFiles files(Host host) {
        return hosts.files(host);
    }

    Machine machine(Host host) {
        return hosts.machine(host);
    }

    Tree tree(ArchivePlace place) {
        return switch (place.machine().reach()) {
            case Host.Local here -> new LocalTree(place.live());
            case Host.Ssh ssh -> new RemoteTree(machine(place), files(place), place.live());
        };
    }

    Unpacking unpacking(ArchivePlace place) {
        return switch (place.machine().reach()) {
            case Host.Local here -> new UnpackedFolder(place.fresh());
            case Host.Ssh ssh -> folder(place);
        };
    }

    /** The same by commands of the machine, also of the console's own. */
    RemoteFolder folder(ArchivePlace place) {
        return new RemoteFolder(machine(place), files(place), place.freshRoot());
    }

    /** For people: how the directory is read. */
    String display(ArchivePlace place) {
        return switch (place.machine().reach()) {
            case Host.Local here ->
                "tar --create --zstd --file " + DirectoryArchive.NAME + " --directory " + place.live() + " .";
            case Host.Ssh ssh -> machine(place).display(RemoteTree.command(place.live()));
        };
    }

    /** Who works there. */
    String account(ArchivePlace place) {
        return switch (place.machine().reach()) {
            case Host.Local here -> System.getProperty("user.name");
            case Host.Ssh ssh -> ssh.sudo() ? "root" : ssh.user();
        };
    }

    String who(ArchivePlace place) {
        return switch (place.machine().reach()) {
            case Host.Local here -> "the console runs as " + account(place);
            case Host.Ssh ssh -> "the console works on " + place.host() + " as " + account(place);
        };
    }

    /** Whether something can be put beside the live directory. */
    Finding besideTheDirectory(ArchivePlace place) {
        return writable(place)
                ? Finding.ok("folder", place.parent() + " can be written")
                : Finding.block("folder", place.parent() + " cannot be written by " + account(place) + ": no restore");
    }

    private boolean writable(ArchivePlace place) {
        return switch (place.machine().reach()) {
            case Host.Local here -> Files.isDirectory(place.parent()) && Files.isWritable(place.parent());
            case Host.Ssh ssh ->
                ran(place, "test", "-d", place.parent().toString())
                        && ran(place, "test", "-w", place.parent().toString());
        };
    }

    DiskSpace space(Host host) {
        return switch (host.reach()) {
            case Host.Local here -> disk;
            case Host.Ssh ssh -> new RemoteSpace(host);
        };
    }

    private Machine machine(ArchivePlace place) {
        return hosts.machine(place.machine());
    }

    private boolean ran(ArchivePlace place, String... arguments) {
        return result(place, arguments).succeeded();
    }

    private CommandResult result(ArchivePlace place, String... arguments) {
        return machine(place).run(Command.of(LOOK, arguments), (error, line) -> {});
    }

    private final class RemoteSpace implements DiskSpace {

        private final Host host;

        RemoteSpace(Host host) {
            this.host = host;
        }

        @Override
        public long usable(Path path) {
            try {
                return files(host).free(path);
            } catch (HostException e) {
                return -1;
            }
        }

        @Override
        public boolean shared(Path one, Path other) {
            return disk(one).equals(disk(other));
        }

        /** Where its disk is mounted. */
        private String disk(Path path) {
            List<String> mounted = new CopyOnWriteArrayList<>();
            CommandResult result = machine(host)
                    .run(
                            Command.of(LOOK, "stat", "--format=%m", "--", path.toString()),
                            (error, line) -> mounted.add(line));
            if (!result.succeeded()) {
                throw new HostException(path + " cannot be looked at: " + result.tail());
            }
            return String.join("", mounted);
        }
    }
}
