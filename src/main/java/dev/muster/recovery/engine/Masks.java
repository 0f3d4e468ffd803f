package dev.muster.recovery.engine;

import dev.muster.plan.Plan;
import dev.muster.plan.PlanException;
import dev.muster.plan.Secret;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes secrets out of texts: the values of every secret of a plan, and what looks like a password. */
final class Masks {

    static final String MASK = "•••";
    /** Shorter values would blacken ordinary words. */
    private static final int SHORTEST = 4;

    private static final Pattern NAMED =
            Pattern.compile("(?i)((?:password|passwd|pwd|secret|token|access_?key(?:_id)?)[\"']?\\s*[=:]\\s*)"
                    + "(\"[^\"]*\"|'[^']*'|[^\\s,;&\"']+)");
    private static final Pattern IN_ADDRESS = Pattern.compile("(://[^/\\s:@]*:)([^/\\s@]+)(@)");

    private final List<String> values;

    private Masks(List<String> values) {
        this.values = values;
    }

    /** Secrets that cannot be revealed now cannot leak either; the step that needs them will say so. */
    static Masks of(Plan plan) {
        TreeSet<String> found = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        collect(plan, found);
        return new Masks(List.copyOf(found));
    }

    /** For the lines of one stream, in their order. */
    SplitSecrets split() {
        return new SplitSecrets(values);
    }

    String mask(String text) {
        String masked = text;
        for (String value : values) {
            masked = masked.replace(value, MASK);
        }
        if (masked.indexOf(':') < 0 && masked.indexOf('=') < 0) {
            return masked;
        }
        masked = NAMED.matcher(masked).replaceAll("$1" + MASK);
        return IN_ADDRESS.matcher(masked).replaceAll("$1" + MASK + "$3");
    }

    private static void collect(@Nullable Object part, Set<String> found) {
        switch (part) {
            case Secret secret -> reveal(secret, found);
            case Optional<?> optional -> optional.ifPresent(it -> collect(it, found));
            case Collection<?> parts -> parts.forEach(it -> collect(it, found));
            case Map<?, ?> parts -> parts.values().forEach(it -> collect(it, found));
            case Record composed -> {
                for (RecordComponent component : composed.getClass().getRecordComponents()) {
                    collect(read(composed, component), found);
                }
            }
            case null, default -> {
                // a plain value
            }
        }
    }

    private static @Nullable Object read(Record composed, RecordComponent component) {
        try {
            return component.getAccessor().invoke(composed);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot look for secrets in " + component, e);
        }
    }

    private static void reveal(Secret secret, Set<String> found) {
        try {
            String value = secret.reveal();
            if (value.length() >= SHORTEST) {
                found.add(value);
            }
        } catch (PlanException e) {
            // nothing to hide
        }
    }
}
