package dev.muster.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a machine is reached, and what is refused. */
class HostPlanTest {

    private static final String PIN = "SHA256:ohD8VZEXGWo6Ez8GSEJQ9WpafgLFsOfLOtGGQCQo6Og";
    private static final String STANDBY = """
              standby:
                connection: ssh
                address: standby.db.server
                user: muster
                key: /etc/muster/ssh/id_ed25519
                sudo: true
            """;

    @Test
    void a_host_over_ssh_has_what_the_plan_says_and_else_the_usual() {
        assertThat(host("connection: ssh, address: db2, user: muster, key: /k"))
                .isEqualTo(new Host(
                        "standby",
                        "db2",
                        new Host.Ssh(
                                22,
                                "muster",
                                new Host.KeyFile("/k", Secret.NONE),
                                Optional.empty(),
                                false,
                                Duration.ofSeconds(10))));
        assertThat(host(
                        "connection: ssh, address: '::1', port: 2222, user: m, key: /k, passphrase: '${env:P}', host-key: '"
                                + PIN + "', sudo: true, connect-timeout: 3 s"))
                .isEqualTo(new Host(
                        "standby",
                        "::1",
                        new Host.Ssh(
                                2222,
                                "m",
                                new Host.KeyFile("/k", new Secret("${env:P}")),
                                Optional.of(PIN),
                                true,
                                Duration.ofSeconds(3))));
        assertThat(host("connection: ssh, address: db2, user: muster, key: agent")
                        .reach())
                .isInstanceOfSatisfying(
                        Host.Ssh.class, it -> assertThat(it.login()).isEqualTo(new Host.Agent()));
    }

    @Test
    void the_consoles_own_machine_needs_nothing_more() {
        assertThat(host("connection: local")).isEqualTo(Host.local("standby"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            connection: ssh, user: m, key: /k                                   | address         | is missing
            connection: ssh, address: a, key: /k                                | user            | is missing
            connection: ssh, address: a, user: m                                | key             | is missing
            connection: ssh, address: -oProxyCommand=x, user: m, key: /k        | address         | "-oProxyCommand=x" is not an address; allowed: a host name or an IP address, the port stands under port
            connection: ssh, address: a b, user: m, key: /k                     | address         | "a b" is not an address; allowed: a host name or an IP address, the port stands under port
            connection: ssh, address: a, user: -l, key: /k                      | user            | "-l" is not an account; allowed: letters, digits and _ . @ -, at most 64, not with a digit first
            connection: ssh, address: a, user: m, key: id_rsa                   | key             | "id_rsa" is neither agent nor the path of a private key that begins with /, such as /etc/muster/ssh/id_ed25519
            connection: ssh, address: a, user: m, key: agent, passphrase: '${env:P}' | passphrase | an agent asks for no passphrase; allowed with the path of a private key as key
            connection: ssh, address: a, user: m, key: /k, passphrase: hunter2  | passphrase      | a secret does not stand in the plan; allowed: ${env:NAME} or ${file:/path}
            connection: ssh, address: a, user: m, key: /k, port: 0              | port            | "0" is not a whole number from 1 to 65535
            connection: ssh, address: a, user: m, key: /k, host-key: 'MD5:aa:bb' | host-key       | "MD5:aa:bb" is not the fingerprint of a host key; allowed: SHA256: and 43 characters, as ssh-keygen -l prints
            connection: ssh, address: a, user: m, key: /k, sudo: maybe          | sudo            | "maybe" is neither true nor false
            connection: ssh, address: a, user: m, key: /k, connect-timeout: 1 h | connect-timeout | is too long; allowed: from 1 s to 2 min
            connection: ssh, address: a, user: m, key: /k, connect-timeout: 0 s | connect-timeout | "0 s" is too short; allowed: more than nothing
            connection: local, user: m                                          | user            | unknown key "user"; allowed: connection, address
            connection: telnet                                                  | connection      | unknown "telnet"; allowed: local, ssh
            """)
    void what_does_not_fit_is_refused_at_its_place_with_what_is_allowed(String fields, String key, String message) {
        assertThat(problems(fields)).contains(Map.entry("hosts.standby." + key, message));
    }

    private static Host host(String fields) {
        return new PlanParser(Map.of()).parse(with(fields)).host("standby").orElseThrow();
    }

    private static List<Map.Entry<String, String>> problems(String fields) {
        PlanException refusal =
                catchThrowableOfType(PlanException.class, () -> new PlanParser(Map.of()).parse(with(fields)));
        assertThat(refusal).isNotNull();
        return refusal.problems().stream()
                .map(it -> Map.entry(it.place(), it.message()))
                .toList();
    }

    private static String with(String fields) {
        String yaml = BdcPlanTest.yaml();
        assertThat(yaml).contains(STANDBY);
        return yaml.replace(STANDBY, "  standby: {" + fields + "}\n");
    }
}
