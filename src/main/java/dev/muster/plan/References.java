package dev.muster.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds what names what, until the whole file has been read and each name can be looked up. */
final class References {

    /** What a plan names elsewhere. */
    enum Kind {
        HOST,
        SERVICE,
        DATABASE,
        STORAGE,
        DNS,
        PROXY,
        POLICY,
        ROLE,
        PROCEDURE,
        OPTION,
        CONFIGURATION,
        CERTIFICATE,
        /** A channel that is one. */
        STATUS_PAGE;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private record Pending(YamlValue place, String key, List<Kind> kinds) {}

    private final Map<Kind, Set<String>> declared = new LinkedHashMap<>();
    private final List<Pending> pending = new ArrayList<>();

    void declare(Kind kind, Collection<String> keys) {
        declared.put(kind, new LinkedHashSet<>(keys));
    }

    /** Reads a key that must be declared somewhere in the file as one of the kinds. */
    String to(YamlValue value, Kind... kinds) {
        String key = value.line();
        if (!key.isEmpty()) {
            pending.add(new Pending(value, key, List.of(kinds)));
        }
        return key;
    }

    /** Notes a key that stands left of a colon and must be declared elsewhere in the file. */
    void key(String key, YamlValue value, Kind kind) {
        pending.add(new Pending(value, key, List.of(kind)));
    }

    /** Reads a list of keys, each once. */
    List<String> listTo(YamlValue value, Kind kind) {
        Set<String> seen = new HashSet<>();
        List<String> keys = new ArrayList<>();
        for (YamlValue entry : value.list()) {
            String key = to(entry, kind);
            if (!seen.add(key) && !key.isEmpty()) {
                entry.problem("the " + kind.word() + " " + Problems.quote(key) + " stands in this list twice");
            }
            keys.add(key);
        }
        return keys;
    }

    void check() {
        for (Pending reference : pending) {
            Set<String> allowed = new LinkedHashSet<>();
            reference.kinds().forEach(kind -> allowed.addAll(declared.getOrDefault(kind, Set.of())));
            if (!allowed.contains(reference.key())) {
                String words = reference.kinds().stream().map(Kind::word).collect(Collectors.joining(" or "));
                reference
                        .place()
                        .problem("unknown " + words + " " + Problems.quote(reference.key()) + "; "
                                + Problems.choices(allowed));
            }
        }
    }
}
