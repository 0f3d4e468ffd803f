package dev.muster.practice;

/** The texts of the practice nginx: everything that it touches lies in its own folder. */
final class NginxFiles {

    private static final String CONFIGURATION = """
        # Written at each start. Paths are relative to this folder.
        worker_processes 1;
        pid nginx.pid;
        error_log stderr notice;
        events {
            worker_connections 256;
        }
        http {
            access_log logs/access.log;
            client_body_temp_path temporary/body;
            proxy_temp_path temporary/proxy;
            fastcgi_temp_path temporary/fastcgi;
            uwsgi_temp_path temporary/uwsgi;
            scgi_temp_path temporary/scgi;
            include sites-enabled/*;
        }
        """;

    /** A master that was killed leaves its workers on the port; systemd would end them with the unit. */
    static final String START = """
        #!/bin/sh
        cd -P -- "$2" || exit 1
        grep -al '^nginx: worker' /proc/[0-9]*/cmdline 2>/dev/null | while IFS=/ read -r _ _ process _; do
            [ "$(readlink "/proc/$process/cwd")" != "$PWD" ] || kill -KILL "$process"
        done
        exec "$1" -p "$PWD" -c "$PWD/nginx.conf" -e stderr -g 'daemon off;'
        """;

    private NginxFiles() {}

    /**
     * @param account who runs it when root starts it; empty otherwise. Root's {@code nginx -t} would else give its folders
     *     to the account that it was built for
     */
    static String configuration(String account) {
        return (account.isEmpty()
                        ? ""
                        : "user " + account + " "
                                + Program.of("id", "-gn", account).run().strip() + ";\n")
                + CONFIGURATION;
    }

    /** Upstream and server as the plan on paper has them. */
    static String site(int port, int primary, int backup) {
        return """
            upstream bdc_servers {
                server 127.0.0.1:%d max_fails=3 fail_timeout=30s;
                server 127.0.0.1:%d backup;
            }

            server {
                listen 127.0.0.1:%d;
                server_name localhost;

                location / {
                    proxy_pass http://bdc_servers;
                    proxy_next_upstream error timeout invalid_header http_500 http_502 http_503;
                    proxy_set_header Host $host;
                    proxy_set_header X-Real-IP $remote_addr;
                    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;

                    proxy_connect_timeout 5s;
                    proxy_send_timeout 10s;
                    proxy_read_timeout 10s;
                }
            }
            """.formatted(primary, backup, port);
    }
}
