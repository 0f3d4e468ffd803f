package dev.muster.status;

import dev.muster.host.Command;
import dev.muster.host.CommandResult;
import dev.muster.host.Machine;
import dev.muster.plan.ServiceProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How full the disks of a machine are and how busy it is, asked with {@code df} and {@code /proc/loadavg} there. */
final class CapacityLook implements Look {

    /** As POSIX has it: file system, blocks, used, available, capacity, mounted on. */
    private static final Pattern DISK = Pattern.compile(".*\\s(\\d+)\\s+(\\d+)\\s+(\\d+)\\s+(\\d+)%\\s+(/.*)");

    private static final double GIGABYTE = 1024.0 * 1024;

    private final ServiceProbe.Capacity target;
    private final Machine machine;

    CapacityLook(ServiceProbe.Capacity target, Machine machine) {
        this.target = target;
        this.machine = machine;
    }

    @Override
    public Seen look(Duration patience) {
        ServiceState worst = ServiceState.UP;
        List<String> words = new ArrayList<>();
        for (Matcher disk : disks(patience)) {
            int used = Integer.parseInt(disk.group(4));
            words.add(disk.group(5) + " is " + used + " % full, "
                    + String.format(Locale.ROOT, "%.1f", Long.parseLong(disk.group(3)) / GIGABYTE) + " GB free");
            worst = worse(worst, judged(used));
        }
        double load = load(patience);
        words.add("load " + load);
        if (target.load().filter(it -> load > it).isPresent()) {
            words.add("more than the " + target.load().orElseThrow() + " of the plan");
            worst = worse(worst, ServiceState.DEGRADED);
        }
        return new Seen(worst, String.join("; ", words));
    }

    private ServiceState judged(int used) {
        if (used >= target.full()) {
            return ServiceState.DOWN;
        }
        return used >= target.disk() ? ServiceState.DEGRADED : ServiceState.UP;
    }

    private static ServiceState worse(ServiceState one, ServiceState other) {
        return other.worseThan(one) ? other : one;
    }

    private List<Matcher> disks(Duration patience) {
        List<String> arguments = new ArrayList<>(List.of("df", "-P", "-k", "--"));
        arguments.addAll(target.paths());
        List<Matcher> disks = said(patience, arguments).stream()
                .map(DISK::matcher)
                .filter(Matcher::matches)
                .toList();
        if (disks.size() != target.paths().size()) {
            throw new CannotLook("df on " + target.host() + " does not answer for each of " + target.paths());
        }
        return disks;
    }

    private double load(Duration patience) {
        String first =
                String.join("", said(patience, List.of("cat", "/proc/loadavg"))).split(" ", 2)[0];
        try {
            return Double.parseDouble(first);
        } catch (NumberFormatException e) {
            throw new CannotLook("The load of " + target.host() + " cannot be read");
        }
    }

    private List<String> said(Duration patience, List<String> arguments) {
        List<String> lines = new CopyOnWriteArrayList<>();
        CommandResult result =
                machine.run(new Command(arguments, Map.of("LC_ALL", "C"), null, patience), (error, line) -> {
                    if (!error) {
                        lines.add(line);
                    }
                });
        if (!result.succeeded()) {
            throw new CannotLook(arguments.getFirst() + " on " + target.host() + " failed: " + result.tail());
        }
        return lines;
    }

    /** Silence is the host's, and says nothing of its disks. */
    @Override
    public ServiceState silence() {
        return ServiceState.UNKNOWN;
    }
}
