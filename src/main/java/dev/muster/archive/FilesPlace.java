package dev.muster.archive;

import dev.muster.common.Refused;
import dev.muster.plan.BackupPolicy;
import dev.muster.plan.Host;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a policy keeps copies of files: a folder {@code current} that is as the directory was last, and for each run a
 * dated folder with what that run replaced or removed there.
 *
 * @param source where the directory is
 * @param keeper the host with the copies
 * @param folder the folder there
 */
record FilesPlace(ArchivePlace source, Host keeper, Path folder) {

    private static final Pattern DATED = Pattern.compile("(\\d{8}T\\d{6}Z)-(\\d{1,18})\\.(\\d{1,6})");
    private static final Pattern COPY = Pattern.compile(".*/(\\d{8}T\\d{6}Z)-(\\d{1,18})/");

    /**
     * A folder with what a run replaced.
     *
     * @param stamp when the run began, in UTC: sorts as it reads
     * @param attempt a run that was tried again has several, so that none overwrites what another one saved
     */
    record Dated(String stamp, long run, int attempt) {

        static final Comparator<Dated> ORDER =
                Comparator.comparing(Dated::stamp).thenComparingLong(Dated::run).thenComparingInt(Dated::attempt);

        String name() {
            return stamp + "-" + run + "." + attempt;
        }

        /** Whether it holds something as it was when that copy had been made. */
        boolean after(Dated copy) {
            return Comparator.comparing(Dated::stamp)
                            .thenComparingLong(Dated::run)
                            .compare(this, copy)
                    > 0;
        }
    }

    /** @throws Refused when the plan has none */
    static FilesPlace of(StepContext context) {
        ArchivePlace source = ArchivePlace.of(context, BackupPolicy.Kind.FILES);
        BackupPolicy.Folder folder = source.policy()
                .folder()
                .orElseThrow(() -> new Refused("The policy " + source.policy().key() + " names no folder for copies"));
        Host keeper = context.plan().needHost(folder.host());
        return new FilesPlace(source, keeper, Path.of(folder.path()).normalize());
    }

    Path current() {
        return folder.resolve("current");
    }

    boolean onOneMachine() {
        return keeper.key().equals(source.host())
                || (keeper.reach() instanceof Host.Local && source.machine().reach() instanceof Host.Local);
    }

    /** The dated folders among the names, oldest first; what has another name is nobody's business. */
    static List<Dated> dated(List<String> names) {
        return names.stream()
                .map(DATED::matcher)
                .filter(Matcher::matches)
                .map(it -> new Dated(it.group(1), Long.parseLong(it.group(2)), Integer.parseInt(it.group(3))))
                .sorted(Dated.ORDER)
                .toList();
    }

    /** The copy at that place of the storage. */
    static Dated copyAt(String location) {
        Matcher matcher = COPY.matcher(location);
        if (!matcher.matches()) {
            throw new Refused(location + " is no place of a dated copy");
        }
        return new Dated(matcher.group(1), Long.parseLong(matcher.group(2)), 0);
    }

    /** What rsync writes to, seen from the source's machine. */
    String destination() {
        String path = current() + "/";
        return switch (keeper.reach()) {
            case Host.Local here -> path;
            case Host.Ssh ssh -> onOneMachine() ? path : ssh.user() + "@" + keeper.address() + ":" + path;
        };
    }

    /** For people. */
    String words() {
        return folder + " on " + keeper.key();
    }
}
