package dev.muster.practice;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a {@link PostgresCluster} is to be.
 *
 * @param directory where it lives; made when it is not there
 * @param port 0 for a free one
 * @param durable false to trade safety against loss of power for speed
 * @param configuration further settings of {@code postgresql.conf}
 */
public record ClusterSettings(Path directory, int port, boolean durable, Map<String, String> configuration) {

    public static ClusterSettings in(Path directory) {
        return new ClusterSettings(directory.toAbsolutePath().normalize(), 0, false, Map.of());
    }

    public ClusterSettings port(int value) {
        return new ClusterSettings(directory, value, durable, configuration);
    }

    public ClusterSettings withDurability() {
        return new ClusterSettings(directory, port, true, configuration);
    }

    public ClusterSettings with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(configuration);
        more.put(name, value);
        return new ClusterSettings(directory, port, durable, more);
    }

    /** The file's text, with the settings that only this kind of cluster has. */
    String text(Map<String, String> own) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("listen_addresses", "127.0.0.1");
        all.put("port", String.valueOf(port));
        // no socket files: two estates of one machine must not meet in /tmp
        all.put("unix_socket_directories", "");
        all.put("max_connections", "100");
        all.put("wal_level", "replica");
        all.put("shared_buffers", "128MB");
        all.put("log_line_prefix", "%m [%p] ");
        all.put("timezone", "UTC");
        if (!durable) {
            all.put("fsync", "off");
            all.put("full_page_writes", "off");
        }
        all.putAll(configuration);
        all.putAll(own);
        StringBuilder text = new StringBuilder();
        all.forEach((name, value) -> text.append(name)
                .append(" = '")
                .append(value.replace("'", "''"))
                .append("'\n"));
        return text.toString();
    }
}
