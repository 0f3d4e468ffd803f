package dev.muster.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.host.Command;
import dev.muster.host.CommandListener;
import dev.muster.host.CommandResult;
import dev.muster.host.HostException;
import dev.muster.host.Machine;
import dev.muster.plan.DnsEntry;
import dev.muster.plan.ServiceProbe;
import dev.muster.practice.NameServer;
import dev.muster.resolver.NameServersOfTests;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;

/** What a name server answers, and how full and busy a machine is. */
class DnsAndCapacityLookTest {

    private static final ExecutorService POOL = Executors.newVirtualThreadPerTaskExecutor();

    @AfterAll
    static void close() {
        POOL.close();
    }

    @Test
    void a_name_is_up_where_it_leads_to_what_the_plan_expects() throws Exception {
        try (NameServer server = NameServer.started(
                0,
                (name, type) -> name.equals("bdc.example")
                        ? List.of(new NameServer.Entry("A", 60, "203.0.113.10"))
                        : List.of())) {
            assertThat(ask(server, "bdc.example", "203.0.113.10", "198.51.100.20"))
                    .returns(ServiceState.UP, Answer::state)
                    .returns(
                            "bdc.example leads to 203.0.113.10, says 127.0.0.1 port " + server.port(),
                            Answer::evidence);
            assertThat(ask(server, "bdc.example", "198.51.100.20"))
                    .returns(ServiceState.DOWN, Answer::state)
                    .extracting(Answer::evidence)
                    .asString()
                    .endsWith("; expected: 198.51.100.20");
            assertThat(ask(server, "www.bdc.example", "203.0.113.10"))
                    .returns(ServiceState.DOWN, Answer::state)
                    .extracting(Answer::evidence)
                    .asString()
                    .startsWith("www.bdc.example leads nowhere");
        }
    }

    @Test
    void a_name_server_that_cannot_be_asked_says_nothing_of_the_name() throws Exception {
        NameServer server = NameServer.started(0, (name, type) -> List.of());
        server.fails(Rcode.SERVFAIL);
        assertThat(ask(server, "bdc.example", "203.0.113.10"))
                .returns(ServiceState.UNKNOWN, Answer::state)
                .extracting(Answer::evidence)
                .asString()
                .endsWith("answers SERVFAIL");
        server.isSilent(true);
        assertThat(ask(server, "bdc.example", "203.0.113.10").state()).isEqualTo(ServiceState.UNKNOWN);
        server.close();
        assertThat(ask(server, "bdc.example", "203.0.113.10").state()).isEqualTo(ServiceState.UNKNOWN);
    }

    @Test
    void disks_and_load_are_judged_by_the_plan() throws Exception {
        assertThat(capacity(41, "0.52", Optional.empty()))
                .returns(ServiceState.UP, Answer::state)
                .returns("/var is 41 % full, 2.0 GB free; load 0.52", Answer::evidence);
        assertThat(capacity(85, "0.52", Optional.empty()).state()).isEqualTo(ServiceState.DEGRADED);
        assertThat(capacity(98, "0.52", Optional.empty()).state()).isEqualTo(ServiceState.DOWN);
        assertThat(capacity(41, "4.01", Optional.of(4)))
                .returns(ServiceState.DEGRADED, Answer::state)
                .extracting(Answer::evidence)
                .asString()
                .endsWith("load 4.01; more than the 4 of the plan");
    }

    @Test
    void a_machine_that_cannot_be_asked_or_has_no_such_path_says_nothing_of_its_disks() throws Exception {
        Machine away = (command, listener) -> {
            throw new HostException("app1 could not be reached");
        };
        assertThat(ask(look(away, Optional.empty())))
                .returns(ServiceState.UNKNOWN, Answer::state)
                .returns("app1 could not be reached", Answer::evidence);
        Machine without = (command, listener) -> new CommandResult(1, Duration.ZERO, "No such file or directory");
        assertThat(ask(look(without, Optional.empty())))
                .returns(ServiceState.UNKNOWN, Answer::state)
                .returns("df on app1 failed: No such file or directory", Answer::evidence);
    }

    @Test
    void this_machine_answers_df_and_loadavg_as_they_are_read() throws Exception {
        Machine here = (command, listener) -> real(command, listener);
        Answer answer = ask(new CapacityLook(
                new ServiceProbe.Capacity("here", List.of("/", "/tmp"), 100, 100, Optional.empty()), here));
        assertThat(answer.evidence()).matches("/\\S* is \\d+ % full, .* GB free; /\\S* is .*; load \\d+\\.\\d+");
    }

    private static CommandResult real(Command command, CommandListener listener) {
        try {
            Process process = new ProcessBuilder(command.arguments()).start();
            process.inputReader().lines().forEach(it -> listener.line(false, it));
            return new CommandResult(process.waitFor(), Duration.ZERO, "");
        } catch (java.io.IOException | InterruptedException e) {
            throw new HostException("failed", e);
        }
    }

    private static Answer capacity(int used, String load, Optional<Integer> most) throws InterruptedException {
        Machine machine = (command, listener) -> {
            if (command.arguments().getFirst().equals("df")) {
                listener.line(false, "Filesystem     1024-blocks    Used Available Capacity Mounted on");
                listener.line(false, "/dev/sda1         10000000 4100000   2097152      " + used + "% /var");
            } else {
                listener.line(false, load + " 0.58 0.59 1/467 12345");
            }
            return new CommandResult(0, Duration.ZERO, "");
        };
        return ask(look(machine, most));
    }

    private static Look look(Machine machine, Optional<Integer> load) {
        return new CapacityLook(new ServiceProbe.Capacity("app1", List.of("/var"), 85, 98, load), machine);
    }

    private static Answer ask(NameServer server, String name, String... expected) throws InterruptedException {
        return ask(new DnsLook(
                new ServiceProbe.Dns(
                        new DnsEntry.Server("127.0.0.1", server.port()), name, DnsEntry.Type.A, List.of(expected)),
                NameServersOfTests.real()));
    }

    private static Answer ask(Look look) throws InterruptedException {
        return new Asking(look, Duration.ofSeconds(2), POOL).ask().orElseThrow();
    }
}
