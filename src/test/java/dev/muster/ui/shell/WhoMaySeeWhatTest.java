package dev.muster.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AccessAnnotationChecker;
import dev.muster.security.Role;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every route that there is, and who gets in: a new page cannot be forgotten. */
class WhoMaySeeWhatTest {

    private static final String EVERYBODY = "anonymous VIEWER RESPONDER COMMANDER ADMIN";
    private static final String SIGNED_IN = "VIEWER RESPONDER COMMANDER ADMIN";
    private static final Map<String, String> OTHER_THAN_SIGNED_IN =
            Map.of("login", EVERYBODY, "setup", EVERYBODY, "admin", "ADMIN");

    private final AccessAnnotationChecker checker = new AccessAnnotationChecker();

    @Test
    void each_route_lets_in_whom_it_should() {
        Map<String, String> found = new TreeMap<>();
        Map<String, String> wanted = new TreeMap<>();
        for (Class<?> view : views()) {
            String route = view.getAnnotation(Route.class).value();
            found.put(route, whoGetsIn(view));
            wanted.put(route, OTHER_THAN_SIGNED_IN.getOrDefault(route, SIGNED_IN));
        }

        assertThat(found).containsKeys("login", "setup", "incidents").containsExactlyEntriesOf(wanted);
    }

    private String whoGetsIn(Class<?> view) {
        String people = Arrays.stream(Role.values())
                .filter(role -> checker.hasAccess(view, person(role), it -> has(role, it)))
                .map(Role::name)
                .collect(Collectors.joining(" "));
        @Nullable Principal nobody = null;
        return checker.hasAccess(view, nobody, it -> false) ? "anonymous " + people : people;
    }

    private static boolean has(Role role, String asked) {
        return role.includes(Role.valueOf(asked));
    }

    private static Principal person(Role role) {
        return role::name;
    }

    private static List<Class<?>> views() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.muster.ui").stream()
                        .filter(it -> it.isAnnotatedWith(Route.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }
}
