package dev.muster.plan;

import java.util.List;
import java.util.Optional;

/**
 * Files of one host whose truth stands in version control.
 *
 * @param directory where they are in use, such as {@code /etc}; the tree of the commit is laid over it
 * @param repository a bare repository of Muster's own on that host, made when it is not there
 * @param remote where the commits come from; never with a password in it
 * @param anyBranch whether a commit that is not on the branch may be restored
 * @param parts what of the tree belongs to it; empty for all
 * @param services that read the files again, in this order
 */
public record ConfigurationTree(
        String key,
        String title,
        String host,
        String directory,
        String repository,
        String remote,
        String branch,
        boolean anyBranch,
        List<Part> parts,
        List<ServiceReload> services) {

    /**
     * A file or folder of the tree.
     *
     * @param path below the directory
     * @param mode of its files; empty: as the file is now, or as the commit has it
     * @param owner of its files; empty: as the file is now
     * @param group of its files; empty: as the file is now
     */
    public record Part(String path, Optional<Integer> mode, Optional<String> owner, Optional<String> group) {

        /** Whether the path of a file is this one or stands below it. */
        public boolean holds(String file) {
            return file.equals(path) || file.startsWith(path + "/");
        }
    }
}
