package dev.muster.host;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What goes to the {@code sh} of a remote account. The command line is always the same and holds nothing of the command:
 * it reads a short script from standard input up to the mark and runs it. So the account may have any login shell, and
 * no secret ever stands where {@code ps} shows it. Standard input stays open while the command runs; when it closes, for
 * whatever reason, what is left of the command is killed.
 *
 * @param mark a random word; a line that begins with it comes from the script and not from the command
 * @param text what goes to standard input; holds the command's secrets
 */
record RemoteScript(String mark, String text) {

    static final String STARTED = "started";
    static final String NO_PROGRAM = "no-program";
    static final String NO_DIRECTORY = "no-directory";
    static final String NO_GROUP = "no-group";

    private static final String READER =
            "n=$(echo; echo x); n=${n%x}; c=; l=; until [ \"$l\" = \"# $1\" ]; do IFS= read -r l || exit 125; c=$c$l$n;"
                    + " done; eval \"$c\"";

    String commandLine() {
        return "exec /bin/sh -c '" + READER + "' muster " + mark;
    }

    static RemoteScript of(Command command, boolean sudo) {
        String mark = UUID.randomUUID().toString();
        return new RemoteScript(
                mark, ended(mark, preparation(mark, command, sudo).append(lifeline(mark, command, sudo))));
    }

    /** Its standard input is what comes in pieces after the mark: {@link PieceOutput} writes them. */
    static RemoteScript withInput(Command command, boolean sudo) {
        String mark = UUID.randomUUID().toString();
        return new RemoteScript(
                mark, ended(mark, preparation(mark, command, sudo).append(feed(mark, command, sudo))));
    }

    /** The words that the remote shell runs in the end. */
    static String display(Command command, boolean sudo) {
        return ShellQuoting.quote(sudo ? throughSudo(command) : command.arguments());
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return commandLine();
    }

    private static StringBuilder preparation(String mark, Command command, boolean sudo) {
        StringBuilder script = new StringBuilder("exec 3<&0 </dev/null\n")
                .append("export LANG=C.UTF-8 LC_ALL=C.UTF-8 TZ=UTC PATH=\"$PATH:/usr/local/sbin:/usr/sbin:/sbin\"\n");
        command.environment().forEach((name, value) -> script.append("export ")
                .append(name)
                .append('=')
                .append(ShellQuoting.quote(value))
                .append('\n'));
        if (command.directory() != null) {
            script.append("cd -- ")
                    .append(ShellQuoting.quote(command.directory().toString()))
                    .append(orSay(mark, NO_DIRECTORY));
        }
        script.append(present(sudo ? "sudo" : command.program())).append(orSay(mark, NO_PROGRAM));
        // fields of /proc/…/stat after the name: 3 is the process group, 20 the start
        script.append("read -r s </proc/$$/stat; set -- ${s##*) }; [ \"$3\" = $$ ]")
                .append(orSay(mark, NO_GROUP));
        return script.append("echo ").append(mark).append(" >&2\n");
    }

    private static String lifeline(String mark, Command command, boolean sudo) {
        return "( exec >/dev/null 2>&1; read -r x <&3; " + kill("KILL", sudo) + " ) &\n" + "echo " + mark + ' '
                + STARTED + " $$ ${20} $!\n" + "exec 3<&- " + display(command, sudo) + '\n';
    }

    /**
     * The watcher passes the pieces on before it watches: each is a line with its length and then so many bytes, and a
     * line "end" comes last. When the connection ends before that, the pipe stays open until the group is killed, so the
     * command cannot take what came for everything; TERM first, so that it can clear away its halves.
     */
    private static String feed(String mark, Command command, boolean sudo) {
        return "exec 4>&1\n"
                + "( ( exec 2>/dev/null; trap '' TERM; read -r s </proc/self/stat\n"
                + "echo " + mark + ' ' + STARTED + " $$ ${20} ${s%% *} >&4; exec 4>&-; echo go\n"
                + "while read -r n <&3; do\n"
                + "case $n in end) exec >/dev/null; break ;; esac\n"
                + "head -c \"$n\" <&3 || break\n"
                + "done\n"
                + "cat <&3 >/dev/null; " + kill("TERM", sudo) + "; sleep 3; " + kill("KILL", sudo) + " ) & ) |"
                + " { read -r x; exec 3<&- 4>&- " + display(command, sudo) + "; }\n";
    }

    /** Of the whole group, in which nothing but the command and its watcher are. */
    private static String kill(String signal, boolean sudo) {
        return (sudo ? "[ -e /proc/$$ ] && sudo -n -- kill -" + signal + " -- -$$; " : "") + "kill -" + signal + " 0";
    }

    private static String ended(String mark, StringBuilder script) {
        return script.append("# ").append(mark).append('\n').toString();
    }

    private static String orSay(String mark, String word) {
        return " 2>/dev/null || { echo " + mark + " >&2; echo " + mark + " " + word + "; exit 125; }\n";
    }

    private static String present(String program) {
        String word = ShellQuoting.quote(program);
        return program.indexOf('/') < 0
                ? "command -v -- " + word + " >/dev/null"
                : "[ -f " + word + " ] && [ -x " + word + " ]";
    }

    /** sudo clears the environment, so it is told the names that it must keep; the values it has already. */
    private static List<String> throughSudo(Command command) {
        List<String> arguments = new ArrayList<>(List.of("sudo", "-n"));
        if (!command.environment().isEmpty()) {
            arguments.add("--preserve-env="
                    + command.environment().keySet().stream().sorted().collect(Collectors.joining(",")));
        }
        arguments.add("--");
        arguments.addAll(command.arguments());
        return arguments;
    }
}
