package dev.muster.isolation;

import dev.muster.backup.ArchiveManifest;
import dev.muster.backup.ArchiveManifest.PathEntry;
import dev.muster.backup.ArchiveManifest.PathType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What differs between a directory and its archive.
 *
 * @param changed content, kind or target of a link, with both
 * @param access mode, owner or group, with both
 * @param unread files whose content could not be read, so nothing is said of it
 */
record Comparison(
        List<String> added, List<String> changed, List<String> missing, List<String> access, List<String> unread) {

    static Comparison of(Map<String, FileListing.Entry> now, ArchiveManifest archive) {
        Map<String, PathEntry> then = new TreeMap<>();
        archive.entries().forEach(it -> then.put(it.path(), it));
        Comparison found = new Comparison(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Set<String> all = new TreeSet<>(now.keySet());
        all.addAll(then.keySet());
        for (String path : all) {
            FileListing.Entry is = now.get(path);
            PathEntry was = then.get(path);
            if (was == null && is != null) {
                found.added.add(shown(path) + " (" + kind(is) + (is.link().isEmpty() ? "" : " to " + shown(is.link()))
                        + ", " + Integer.toOctalString(is.mode()) + ", " + is.owner() + ")");
            } else if (is == null) {
                found.missing.add(shown(path));
            } else if (was != null) {
                found.compare(path, is, was);
            }
        }
        return found;
    }

    private void compare(String path, FileListing.Entry is, PathEntry was) {
        String kindWas = was.type() == PathType.DIRECTORY ? "folder" : was.type() == PathType.LINK ? "link" : "file";
        if (!kind(is).equals(kindWas)) {
            changed.add(shown(path) + " (was a " + kindWas + ", is a " + kind(is) + ")");
        } else if (is.kind() == FileListing.Kind.FILE && is.sha256().isEmpty()) {
            unread.add(shown(path));
        } else if (is.kind() == FileListing.Kind.FILE && !is.sha256().equals(was.sha256())) {
            changed.add(shown(path) + " (SHA-256 " + was.sha256() + " → " + is.sha256() + ")");
        } else if (!is.link().equals(was.link())) {
            changed.add(shown(path) + " (link to " + shown(was.link()) + " → " + shown(is.link()) + ")");
        }
        // The mode of a link means nothing.
        String accessWas = (is.kind() == FileListing.Kind.LINK ? "" : Integer.toOctalString(was.mode()) + " ")
                + was.owner() + ":" + was.group();
        String accessIs = (is.kind() == FileListing.Kind.LINK ? "" : Integer.toOctalString(is.mode()) + " ")
                + is.owner() + ":" + is.group();
        if (!accessWas.equals(accessIs)) {
            access.add(shown(path) + " (" + accessWas + " → " + accessIs + ")");
        }
    }

    private static String kind(FileListing.Entry entry) {
        return switch (entry.kind()) {
            case FILE -> "file";
            case FOLDER -> "folder";
            case LINK -> "link";
            case OTHER -> "device, pipe or socket";
        };
    }

    /** A name on one line, whatever it holds. */
    static String shown(String path) {
        StringBuilder text = new StringBuilder();
        path.codePoints().forEach(it -> {
            if (Character.isISOControl(it) || it == '\\') {
                text.append(String.format(java.util.Locale.ROOT, "\\x%02x", it));
            } else {
                text.appendCodePoint(it);
            }
        });
        return path.isEmpty() ? "." : text.toString();
    }

    String counts() {
        return added.size() + " added, " + changed.size() + " changed, " + missing.size() + " missing, "
                + access.size() + " with other owners or modes"
                + (unread.isEmpty() ? "" : ", " + unread.size() + " not readable");
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        added.forEach(it -> lines.add("added    " + it));
        changed.forEach(it -> lines.add("changed  " + it));
        missing.forEach(it -> lines.add("missing  " + it));
        access.forEach(it -> lines.add("access   " + it));
        unread.forEach(it -> lines.add("unread   " + it));
        return lines;
    }
}
