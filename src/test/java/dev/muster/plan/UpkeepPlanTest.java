package dev.muster.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configuration in version control and certificates, and what is refused. */
class UpkeepPlanTest {

    private static final String TREE = "title: t, host: app1, directory: /etc, repository: /var/lib/muster/x.git,"
            + " remote: 'git@git.company.com:bdc/etc.git', branch: main";
    private static final String CERTIFICATE = "title: t, host: app1, names: [a.example], chain-file: /c, key-file: /k,"
            + " source: {host: backup, chain: /b/c, key: /b/k}";

    @Test
    void the_shipped_plan_pins_its_configuration_and_knows_its_certificate() {
        Plan plan = new PlanParser(Map.of()).parse(BdcPlanTest.yaml());

        ConfigurationTree etc = plan.configuration("etc").orElseThrow();
        assertThat(etc.directory()).isEqualTo("/etc");
        assertThat(etc.anyBranch()).isFalse();
        assertThat(etc.parts().getLast())
                .isEqualTo(new ConfigurationTree.Part(
                        "bdc", Optional.of(0640), Optional.of("root"), Optional.of("www-data")));
        assertThat(etc.services())
                .containsExactly(new ServiceReload("nginx", ServiceReload.How.RELOAD, List.of("nginx", "-t")));
        TlsCertificate site = plan.certificate("site").orElseThrow();
        assertThat(site.names()).containsExactly("yourdomain.com", "www.yourdomain.com");
        assertThat(site.served()).contains(new TlsCertificate.Served("app1.server.com", 443));
        assertThat(site.warnDays()).isEqualTo(14);
    }

    @Test
    void a_part_holds_what_stands_below_it_and_no_neighbour() {
        ConfigurationTree.Part part =
                new ConfigurationTree.Part("nginx", Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(List.of("nginx", "nginx/a/b", "nginx-old/a", "a/nginx"))
                .filteredOn(part::holds)
                .containsExactly("nginx", "nginx/a/b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        directory: etc                            | directory | "etc" is not a path from the root without .. and without a slash at its end
        directory: /etc/../root                   | directory | "/etc/../root" is not a path from the root without .. and without a slash at its end
        directory: /etc/                          | directory | "/etc/" is not a path from the root without .. and without a slash at its end
        directory: /var/lib/muster                |           | has its repository inside of its directory; allowed: a place outside, such as /var/lib/muster/x.git
        remote: 'https://me:hunter2@git.example/x' | remote   | is no remote that is taken; allowed: https://…, ssh://…, user@host:path, file:///… or a path from the root, without a password: git on the host finds its credentials by itself
        remote: 'ext::sh -c id'                   | remote    | is no remote that is taken; allowed: https://…, ssh://…, user@host:path, file:///… or a path from the root, without a password: git on the host finds its credentials by itself
        remote: --upload-pack=id                  | remote    | is no remote that is taken; allowed: https://…, ssh://…, user@host:path, file:///… or a path from the root, without a password: git on the host finds its credentials by itself
        remote: 'git@h:-oProxyCommand=x'          | remote    | is no remote that is taken; allowed: https://…, ssh://…, user@host:path, file:///… or a path from the root, without a password: git on the host finds its credentials by itself
        branch: -x                                | branch    | "-x" is not a branch; allowed: a name such as main
        branch: a..b                              | branch    | "a..b" is not a branch; allowed: a name such as main
        host: app9                                | host      | unknown host "app9"; allowed: primary, standby, app1, app2, backup
        parts: [../x]                             | parts[0]  | "../x" is not a path below the directory, such as nginx or redis/redis.conf
        parts: [a/.git/hooks]                     | parts[0]  | "a/.git/hooks" is not a path below the directory, such as nginx or redis/redis.conf
        parts: [{path: a, mode: 888}]             | parts[0].mode | "888" is not a mode of three octal digits such as 640
        parts: [{path: a, mode: 4755}]            | parts[0].mode | "4755" is not a mode of three octal digits such as 640
        parts: [{path: a, owner: -R}]             | parts[0].owner | "-R" is not an account of the host
        services: [{service: bcd}]                | services[0].service | unknown service "bcd"; allowed: postgresql, redis, bdc, postgresql-standby, nginx
        services: [{service: bdc, by: kill}]      | services[0].by | unknown "kill"; allowed: reload, restart
        services: [{service: bdc, test: []}]      | services[0].test | is empty; at least one entry is needed
        colour: red                               | colour    | unknown key "colour"; allowed: title, host, directory, repository, remote, branch, any-branch, parts, services
        """)
    void a_configuration_that_does_not_fit_is_refused(String change, String key, String message) {
        String name = change.substring(0, change.indexOf(':'));
        String tree = TREE.replaceAll("(^|, )" + name + ": ('[^']*'|[^,]*)", "").replaceAll("^, ", "");
        String place = "configurations.x" + (key == null ? "" : "." + key);
        assertThat(problems("configurations:\n  x: {" + tree + ", " + change + "}\n"))
                .contains(Map.entry(place, message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        names: []                    | names      | is empty; at least one entry is needed
        names: ['a b']               | names[0]   | "a b" is not a host name; allowed: a name such as www.example.com
        key-file: /c                 |            | has chain and key in one file; allowed: two files
        warn-days: 400               | warn-days  | "400" is not a whole number from 0 to 365
        served: {address: '-x'}      | served.address | "-x" is not an address; allowed: a host name or an IP address, the port stands under port
        source: {storage: none, chain: a, key: b} | source.storage | unknown storage "none"; allowed: off-site
        source: {storage: off-site, chain: /a, key: b} | source.chain | "/a" is not the name of an object, such as tls/fullchain.pem
        source: {storage: off-site, host: backup, chain: a, key: b} | source | names a host and a storage; allowed: one of the two
        source: {chain: /a, key: /b}  | source.host | is missing
        chain-file: ../x             | chain-file | "../x" is not a path from the root without .. and without a slash at its end
        colour: abc                  | colour     | unknown key "colour"; allowed: title, host, names, source, chain-file, key-file, owner, group, roots, warn-days, services, served
        """)
    void a_certificate_that_does_not_fit_is_refused(String change, String key, String message) {
        String name = change.substring(0, change.indexOf(':'));
        String text = CERTIFICATE
                .replaceAll("(^|, )" + name + ": (\\[[^]]*]|\\{[^}]*}|[^,]*)(?=,|$)", "")
                .replaceAll("^, ", "");
        String place = "certificates.x" + (key == null ? "" : "." + key);
        assertThat(problems("certificates:\n  x: {" + text + ", " + change + "}\n"))
                .contains(Map.entry(place, message));
    }

    private static List<Map.Entry<String, String>> problems(String section) {
        String plan = BdcPlanTest.yaml();
        String name = section.substring(0, section.indexOf(':') + 1);
        String yaml = plan.replaceFirst("(?ms)^" + name + ".*?(?=^[a-z])", "") + "\n" + section;
        PlanException refusal = catchThrowableOfType(PlanException.class, () -> new PlanParser(Map.of()).parse(yaml));
        assertThat(refusal).isNotNull();
        return refusal.problems().stream()
                .map(it -> Map.entry(it.place(), it.message()))
                .toList();
    }
}
