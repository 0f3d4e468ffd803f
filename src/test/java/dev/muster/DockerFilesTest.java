package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Keeps the container files and the installation page honest where no engine runs. */
class DockerFilesTest {

    private static final Path COMPOSE = Path.of("docker/compose.yaml");
    private static final Path SETTINGS = Path.of("src/main/resources/application.yaml");
    private static final Path SHIPPED_PLAN = Path.of("src/main/resources/plan/bdc.yaml");
    private static final Path GUIDE = Path.of("docs/install.md");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");
    private static final Pattern DOCUMENTED = Pattern.compile("`([A-Z][A-Z0-9]*_[A-Z0-9_]+)`");

    @Test
    void compose_starts_the_console_after_its_healthy_database() {
        assertThat(compose("services")).containsOnlyKeys("database", "muster");
        assertThat(service("muster").get("depends_on"))
                .isEqualTo(Map.of("database", Map.of("condition", "service_healthy")));
        assertThat(service("database")).containsKey("healthcheck").doesNotContainKey("ports");
    }

    @Test
    void the_console_is_published_on_loopback_unless_somebody_says_otherwise() {
        assertThat(service("muster").get("ports"))
                .isEqualTo(List.of("${MUSTER_PUBLISH_ADDRESS:-127.0.0.1}:${MUSTER_PUBLISH_PORT:-8080}:8080"));
    }

    @Test
    void every_variable_of_compose_is_documented() {
        assertThat(documented()).containsAll(placeholders(COMPOSE)).containsAll(environmentOf("muster"));
    }

    @Test
    void every_setting_is_documented() {
        assertThat(placeholders(SETTINGS)).contains("MUSTER_DATABASE_URL", "MUSTER_PORT");
        assertThat(documented()).containsAll(placeholders(SETTINGS));
    }

    @Test
    void nothing_is_documented_that_is_not_there() {
        Set<String> known = new TreeSet<>(placeholders(SETTINGS));
        known.addAll(placeholders(COMPOSE));
        assertThat(documented().stream().filter(name -> name.startsWith("MUSTER_")))
                .isSubsetOf(known);
    }

    @Test
    void documented_defaults_are_the_real_ones() {
        Pattern withDefault = Pattern.compile("\\$\\{(MUSTER_[A-Z_]+):-?([^}]+)}");
        assertThat(Stream.of(SETTINGS, COMPOSE).flatMap(file -> found(withDefault, file)))
                .isNotEmpty()
                .allSatisfy(found ->
                        assertThat(read(GUIDE)).contains("| `" + found.group(1) + "` | `" + found.group(2) + "` |"));
    }

    @Test
    void what_compose_and_the_image_set_is_a_setting() {
        Set<String> set = found(
                        Pattern.compile("^(?:ENV)? +(MUSTER_[A-Z_]+)=", Pattern.MULTILINE),
                        Path.of("docker/Dockerfile"))
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        environmentOf("muster").stream()
                .filter(name -> name.startsWith("MUSTER_"))
                .forEach(set::add);
        secretsOf("muster").forEach(set::add);
        assertThat(set).contains("MUSTER_ADDRESS", "MUSTER_DATABASE_PASSWORD").isSubsetOf(placeholders(SETTINGS));
    }

    @Test
    void secrets_of_the_shipped_plan_are_documented_and_handed_to_the_console() {
        Set<String> secrets = found(Pattern.compile("\\$\\{env:([A-Z_]+)}"), SHIPPED_PLAN)
                .map(found -> found.group(1))
                .filter(name -> !name.equals("NAME"))
                .collect(Collectors.toSet());
        assertThat(secrets).isNotEmpty();
        assertThat(documented()).containsAll(secrets);
        assertThat(environmentOf("muster")).containsAll(secrets);
    }

    @Test
    void passwords_come_from_files_that_create_secrets_makes_and_git_ignores() {
        assertThat(compose("secrets")).isNotEmpty().allSatisfy((name, secret) -> {
            assertThat(secret).isEqualTo(Map.of("file", "./secrets/" + name));
            assertThat(read(Path.of("docker/create-secrets"))).contains(name);
        });
        assertThat(environmentOf("muster")).doesNotContainAnyElementsOf(secretsOf("muster"));
        assertThat(read(Path.of("docker/.gitignore")).lines()).contains("/secrets/", "/.env");
    }

    @Test
    void every_mounted_file_is_there() {
        assertThat(Stream.of("database", "muster").flatMap(this::mounts))
                .contains("./postgres/roles.sql")
                .filteredOn(mount -> mount.startsWith("./") && !mount.startsWith("./secrets/"))
                .allSatisfy(mount -> assertThat(Path.of("docker", mount)).exists());
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker/Dockerfile", "docker/postgres/Dockerfile"})
    void an_image_does_not_run_as_root(String dockerfile) {
        List<String> users = found(Pattern.compile("^USER (\\S+)", Pattern.MULTILINE), Path.of(dockerfile))
                .map(found -> found.group(1))
                .toList();
        assertThat(users).isNotEmpty();
        assertThat(users.getLast()).doesNotMatch("(root|0)(:.*)?");
    }

    @Test
    void the_console_has_no_way_to_become_the_owner_of_its_tables() {
        String sql = read(Path.of("docker/postgres/roles.sql"));
        assertThat(sql.lines().filter(line -> !line.startsWith("--")))
                .contains("create role muster_app login;", "revoke all on schema public from public;")
                .noneMatch(line -> line.matches("(?i).*(superuser|createrole|in role|grant muster_owner).*"));
        assertThat(read(GUIDE)).contains("```sql\n" + sql + "```");
    }

    private static Set<String> documented() {
        return found(DOCUMENTED, GUIDE).map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static Set<String> placeholders(Path file) {
        return found(PLACEHOLDER, file).map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static Stream<MatchResult> found(Pattern pattern, Path file) {
        return pattern.matcher(read(file)).results();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> compose(String section) {
        Map<String, Object> compose = new Yaml().load(read(COMPOSE));
        return (Map<String, Object>) compose.get(section);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> service(String name) {
        return (Map<String, Object>) compose("services").get(name);
    }

    @SuppressWarnings("unchecked")
    private static Set<String> environmentOf(String service) {
        return ((Map<String, Object>) service(service).get("environment")).keySet();
    }

    @SuppressWarnings("unchecked")
    private static List<String> secretsOf(String service) {
        return (List<String>) service(service).get("secrets");
    }

    @SuppressWarnings("unchecked")
    private Stream<String> mounts(String service) {
        return ((List<String>) service(service).get("volumes")).stream().map(mount -> mount.split(":")[0]);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }
}
