package dev.muster.proxy;

import dev.muster.common.Refused;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a file into force, and takes it out again. What nginx refuses never stays: the file before stands again, and nginx
 * itself works with it all the time, because it is reloaded only after it has agreed.
 */
final class FileSwitch {

    private static final String NONE = "none";
    private static final Duration IN_FORCE = Duration.ofSeconds(15);
    private static final long PAUSE_MILLIS = 100;

    private final StepContext context;
    private final Nginx nginx;
    private final String type;
    private final FrontDoor door;

    FileSwitch(StepContext context, Nginx nginx, String type, FrontDoor door) {
        this.context = context;
        this.nginx = nginx;
        this.type = type;
        this.door = door;
    }

    /** Where the file before is kept. Its name does not end as nginx's patterns want it. */
    private Path copy() {
        return Path.of(nginx.proxy().file() + ".before-" + (context.runId() == 0 ? "<run>" : context.runId() + "") + "-"
                + type);
    }

    /**
     * What it does, for people.
     *
     * @param shown the lines of the new file that say the most
     */
    List<String> commands(List<String> shown) {
        List<String> commands = new ArrayList<>(List.of("cp " + nginx.file() + " " + copy(), "write " + nginx.file()));
        commands.addAll(shown);
        commands.add(nginx.display(nginx.testCommand()));
        commands.add(nginx.display(nginx.reloadCommand()));
        commands.add("GET " + nginx.proxy().verify());
        return List.copyOf(commands);
    }

    /** @throws Refused with the reason; then the file before stands */
    void into(NginxFile wanted) {
        keepBefore();
        context.keepFact(fact("written"), NginxFile.sha256(wanted.text()));
        if (!nginx.present().equals(Optional.of(wanted.text()))) {
            context.guard();
            context.command("write " + nginx.file());
            nginx.write(context, wanted.text());
        }
        try {
            nginx.test(context);
            context.guard();
            nginx.reload(context);
        } catch (Refused e) {
            throw putBack(e, false);
        }
    }

    /**
     * @param reloaded whether nginx works by the new file already
     * @return the reason, with what became of the file
     */
    Refused putBack(Refused reason, boolean reloaded) {
        try {
            context.guard();
            restore();
            if (reloaded) {
                nginx.test(context);
                nginx.reload(context);
            }
            return new Refused(reason.getMessage() + ". " + nginx.file() + " is as it was before", reason);
        } catch (Refused e) {
            return new Refused(
                    reason.getMessage() + ". " + nginx.file() + " could not be put back (" + e.getMessage() + "): put "
                            + copy() + " in its place",
                    reason);
        }
    }

    /** Puts the file before into force. */
    String back() {
        Optional<String> before = context.fact(fact("before"));
        if (before.isEmpty()) {
            return "nothing was changed";
        }
        String present = nginx.present().map(NginxFile::sha256).orElse(NONE);
        if (!present.equals(before.get()) && !Optional.of(present).equals(context.fact(fact("written")))) {
            throw new Refused(nginx.file() + " on " + nginx.host()
                    + " was changed after this run had written it, so it stays. The one from before is " + copy());
        }
        context.guard();
        restore();
        nginx.test(context);
        context.guard();
        nginx.reload(context);
        String text = nginx.present().orElse("");
        new NginxFile(text).token().ifPresent(this::inForce);
        return nginx.file() + " is as it was before"
                + Route.of(text)
                        .map(it -> it.blocked() ? ": traffic is blocked" : ": the requests go to " + it.active())
                        .orElse("");
    }

    /**
     * Waits until nginx answers by the file with that token.
     *
     * @throws Refused when it does not in time
     */
    FrontDoor.Answer inForce(String token) {
        String address = nginx.proxy().verify();
        context.command("GET " + address + " with " + NginxFile.ASK);
        long deadline = System.nanoTime() + IN_FORCE.toNanos();
        while (true) {
            FrontDoor.Answer answer = door.ask(address, token);
            if (answer.upstream().isPresent()) {
                return answer;
            }
            if (System.nanoTime() > deadline) {
                throw new Refused(address + " is not answered by the new file within " + IN_FORCE.toSeconds() + " s: "
                        + answer.words());
            }
            context.guard();
            pause();
        }
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted", e);
        }
    }

    private void keepBefore() {
        if (context.fact(fact("before")).isPresent()) {
            return;
        }
        Optional<String> present = nginx.present();
        if (present.isPresent()) {
            context.guard();
            context.command("cp " + nginx.file() + " " + copy());
            nginx.writeCopy(copy(), present.get());
        }
        context.keepFact(fact("before"), present.map(NginxFile::sha256).orElse(NONE));
    }

    private void restore() {
        String before = context.fact(fact("before")).orElseThrow();
        if (nginx.present().map(NginxFile::sha256).orElse(NONE).equals(before)) {
            return;
        }
        if (before.equals(NONE)) {
            context.command("rm " + nginx.file());
            nginx.files().remove(nginx.file());
            return;
        }
        String text = nginx.text(copy());
        if (!NginxFile.sha256(text).equals(before)) {
            throw new Refused(copy() + " was changed: it is not the file from before");
        }
        context.command("cp " + copy() + " " + nginx.file());
        nginx.write(context, text);
    }

    private String fact(String name) {
        return "proxy." + nginx.proxy().key() + "." + type + "." + name;
    }

    /** What the run did, for the way back. */
    Map<String, String> facts() {
        return Map.of(fact("written"), context.fact(fact("written")).orElse(""));
    }
}
