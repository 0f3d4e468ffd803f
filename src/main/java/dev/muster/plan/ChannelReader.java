package dev.muster.plan;

import java.util.Arrays;
import java.util.Optional;

/** Reads the ways to reach people and what Muster needs to send there by itself. */
final class ChannelReader {

    private static final int HIGHEST_PORT = 65_535;
    private static final int SUBMISSION = 587;

    private ChannelReader() {}

    static Channel channel(String key, YamlValue value) {
        YamlFields fields = value.fields();
        Channel.Kind kind = fields.required("kind", it -> it.choice(Channel.Kind.class), Channel.Kind.SLACK);
        Channel channel = new Channel(
                key,
                fields.line("title"),
                kind,
                fields.required("address", it -> kind == Channel.Kind.EMAIL ? emails(it) : it.line(), ""),
                kind == Channel.Kind.SLACK
                        ? fields.optional("webhook", YamlValue::secret).orElse(Secret.NONE)
                        : Secret.NONE,
                kind == Channel.Kind.EMAIL ? fields.optional("smtp", ChannelReader::mailServer) : Optional.empty());
        fields.close();
        return channel;
    }

    private static String emails(YamlValue value) {
        String addresses = value.line();
        if (!addresses.isEmpty()) {
            Arrays.stream(addresses.split(",", -1)).forEach(it -> email(value, it.strip()));
        }
        return addresses;
    }

    /** Reads one address. */
    static String email(YamlValue value) {
        String address = value.line();
        if (!address.isEmpty()) {
            email(value, address);
        }
        return address;
    }

    private static void email(YamlValue value, String address) {
        if (!address.matches("[^\\s@,]{1,64}@[^\\s@,]{1,190}")) {
            value.problem(Problems.quote(address) + " is not an email address such as name@company.com");
        }
    }

    private static MailServer mailServer(YamlValue value) {
        YamlFields fields = value.fields();
        Optional<String> user = fields.optional("user", YamlValue::line);
        MailServer server = new MailServer(
                fields.line("host"),
                fields.optional("port", it -> it.number(1, HIGHEST_PORT)).orElse(SUBMISSION),
                fields.optional("encryption", it -> it.choice(MailServer.Encryption.class))
                        .orElse(MailServer.Encryption.STARTTLS),
                fields.required("from", ChannelReader::email, ""),
                user,
                fields.optional("password", YamlValue::secret).orElse(Secret.NONE));
        fields.close();
        if (user.isPresent() && server.password().equals(Secret.NONE)) {
            value.problem("has a user and no password; allowed: both or none");
        }
        return server;
    }
}
