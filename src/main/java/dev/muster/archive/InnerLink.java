package dev.muster.archive;

import java.nio.file.Path;
import java.util.List;

/**
 * Whether a symbolic link stays in its directory. Steps upwards are only counted at the beginning of its target, where
 * they start from real folders: after a name that is itself a link they would lead from wherever that one points.
 */
final class InnerLink {

    private InnerLink() {}

    /**
     * @param path of the link from the directory, with slashes; nothing on the way to it is a link
     * @param directory where the directory is or will be
     */
    static boolean staysInside(String path, String target, Path directory) {
        if (target.isEmpty() || target.indexOf('\0') >= 0) {
            return false;
        }
        String root = directory + "/";
        if (target.startsWith("/")) {
            return target.startsWith(root)
                    && !List.of(target.substring(root.length()).split("/")).contains("..");
        }
        int depth = path.split("/").length - 1;
        boolean named = false;
        for (String part : target.split("/")) {
            if (part.equals("..")) {
                depth--;
                if (named || depth < 0) {
                    return false;
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                named = true;
            }
        }
        return true;
    }
}
