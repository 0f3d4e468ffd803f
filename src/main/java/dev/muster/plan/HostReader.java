package dev.muster.plan;

import java.time.Duration;
import java.util.Optional;

/** Reads how a machine is reached. */
final class HostReader {

    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(2);

    private enum Connection {
        LOCAL,
        SSH
    }

    private HostReader() {}

    static Host host(String key, YamlValue value) {
        YamlFields fields = value.fields();
        Host host =
                switch (fields.required("connection", it -> it.choice(Connection.class), Connection.LOCAL)) {
                    case LOCAL -> {
                        String address =
                                fields.optional("address", HostReader::address).orElse("localhost");
                        yield new Host(key, address, new Host.Local());
                    }
                    case SSH -> new Host(key, fields.required("address", HostReader::address, ""), ssh(fields));
                };
        fields.close();
        return host;
    }

    private static Host.Ssh ssh(YamlFields fields) {
        return new Host.Ssh(
                fields.optional("port", it -> it.number(1, 65_535)).orElse(22),
                fields.required("user", HostReader::user, ""),
                login(fields),
                fields.optional("host-key", HostReader::fingerprint),
                fields.optional("sudo", YamlValue::flag).orElse(false),
                fields.optional("connect-timeout", HostReader::patience).orElse(USUAL_PATIENCE));
    }

    private static Host.Login login(YamlFields fields) {
        String key = fields.required("key", HostReader::keyOrAgent, "");
        Optional<Secret> passphrase = fields.optional("passphrase", it -> passphrase(it, key));
        return key.equals("agent") ? new Host.Agent() : new Host.KeyFile(key, passphrase.orElse(Secret.NONE));
    }

    private static String keyOrAgent(YamlValue value) {
        String text = value.line();
        if (!text.isEmpty() && !text.equals("agent") && !text.startsWith("/")) {
            value.problem(Problems.quote(text)
                    + " is neither agent nor the path of a private key that begins with /, such as"
                    + " /etc/muster/ssh/id_ed25519");
        }
        return text;
    }

    private static Secret passphrase(YamlValue value, String key) {
        if (key.equals("agent")) {
            value.problem("an agent asks for no passphrase; allowed with the path of a private key as key");
        }
        return value.secret();
    }

    private static String fingerprint(YamlValue value) {
        String text = value.line();
        if (!text.isEmpty() && !text.matches("SHA256:[A-Za-z0-9+/]{43}")) {
            value.problem(Problems.quote(text)
                    + " is not the fingerprint of a host key; allowed: SHA256: and 43 characters, as ssh-keygen -l"
                    + " prints");
        }
        return text;
    }

    /** A name or an address, never something that looks like an option. */
    static String address(YamlValue value) {
        String text = value.line();
        if (!text.isEmpty() && !text.matches("[A-Za-z0-9_:][A-Za-z0-9._:%-]{0,252}")) {
            value.problem(Problems.quote(text)
                    + " is not an address; allowed: a host name or an IP address, the port stands under port");
        }
        return text;
    }

    static String user(YamlValue value) {
        String text = value.line();
        if (!text.isEmpty() && !text.matches("[A-Za-z_][A-Za-z0-9_.@-]{0,63}")) {
            value.problem(Problems.quote(text)
                    + " is not an account; allowed: letters, digits and _ . @ -, at most 64, not with a digit first");
        }
        return text;
    }

    private static Duration patience(YamlValue value) {
        Duration patience = value.positiveDuration();
        if (patience.compareTo(LONGEST_PATIENCE) > 0) {
            value.problem("is too long; allowed: from 1 s to 2 min");
        }
        return patience;
    }
}
