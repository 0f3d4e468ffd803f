package dev.muster.plan;

import dev.muster.plan.References.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the configuration that stands in version control, and the certificates. */
final class UpkeepReader {

    private static final String ACCOUNT = "[A-Za-z_][A-Za-z0-9_.-]{0,31}";
    private static final Pattern NAME = Pattern.compile(
            "(\\*\\.)?([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern REMOTE =
            Pattern.compile("https://[A-Za-z0-9][^\\s@]*|ssh://([A-Za-z0-9_.-]+@)?[A-Za-z0-9][^\\s@]*"
                    + "|file:///[^\\s]+|/[^\\s]+|[A-Za-z0-9_.-]+@[A-Za-z0-9][A-Za-z0-9.-]*:[^\\s-][^\\s]*");
    private static final Pattern BRANCH = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,99}");

    private final References references;

    UpkeepReader(References references) {
        this.references = references;
    }

    ConfigurationTree configuration(String key, YamlValue value) {
        YamlFields fields = value.fields();
        ConfigurationTree tree = new ConfigurationTree(
                key,
                fields.line("title"),
                fields.required("host", it -> references.to(it, Kind.HOST), ""),
                fields.required("directory", UpkeepReader::place, ""),
                fields.required("repository", UpkeepReader::place, ""),
                fields.required("remote", UpkeepReader::remote, ""),
                fields.required("branch", UpkeepReader::branch, ""),
                fields.optional("any-branch", YamlValue::flag).orElse(false),
                fields.optional("parts", it -> it.filledList().stream()
                                .map(UpkeepReader::part)
                                .toList())
                        .orElse(List.of()),
                fields.optional("services", this::services).orElse(List.of()));
        fields.close();
        if (!tree.directory().isEmpty() && (tree.repository() + "/").startsWith(tree.directory() + "/")) {
            value.problem("has its repository inside of its directory; allowed: a place outside, such as"
                    + " /var/lib/muster/" + key + ".git");
        }
        return tree;
    }

    private static ConfigurationTree.Part part(YamlValue value) {
        if (!value.isBlock()) {
            return new ConfigurationTree.Part(inside(value), Optional.empty(), Optional.empty(), Optional.empty());
        }
        YamlFields fields = value.fields();
        ConfigurationTree.Part part = new ConfigurationTree.Part(
                fields.required("path", UpkeepReader::inside, ""),
                fields.optional("mode", UpkeepReader::mode),
                fields.optional("owner", UpkeepReader::account),
                fields.optional("group", UpkeepReader::account));
        fields.close();
        return part;
    }

    TlsCertificate certificate(String key, YamlValue value) {
        YamlFields fields = value.fields();
        TlsCertificate certificate = new TlsCertificate(
                key,
                fields.line("title"),
                fields.required("host", it -> references.to(it, Kind.HOST), ""),
                fields.required(
                        "names",
                        it -> it.filledList().stream()
                                .map(UpkeepReader::hostName)
                                .toList(),
                        List.of()),
                fields.required("source", this::source, new TlsCertificate.Source.OnHost("", "", "")),
                fields.required("chain-file", UpkeepReader::place, ""),
                fields.required("key-file", UpkeepReader::place, ""),
                fields.optional("owner", UpkeepReader::account),
                fields.optional("group", UpkeepReader::account),
                fields.optional("roots", UpkeepReader::place),
                fields.optional("warn-days", it -> it.number(0, 365)).orElse(14),
                fields.optional("services", this::services).orElse(List.of()),
                fields.optional("served", UpkeepReader::served));
        fields.close();
        if (!certificate.chainFile().isEmpty() && certificate.chainFile().equals(certificate.keyFile())) {
            value.problem("has chain and key in one file; allowed: two files");
        }
        return certificate;
    }

    private TlsCertificate.Source source(YamlValue value) {
        YamlFields fields = value.fields();
        Optional<String> storage = fields.optional("storage", it -> references.to(it, Kind.STORAGE));
        TlsCertificate.Source source = storage.<TlsCertificate.Source>map(it -> new TlsCertificate.Source.InStorage(
                        it,
                        fields.required("chain", UpkeepReader::object, ""),
                        fields.required("key", UpkeepReader::object, "")))
                .orElseGet(() -> new TlsCertificate.Source.OnHost(
                        fields.required("host", it -> references.to(it, Kind.HOST), ""),
                        fields.required("chain", UpkeepReader::place, ""),
                        fields.required("key", UpkeepReader::place, "")));
        if (storage.isPresent() && fields.optional("host", YamlValue::line).isPresent()) {
            value.problem("names a host and a storage; allowed: one of the two");
        }
        fields.close();
        return source;
    }

    private static TlsCertificate.Served served(YamlValue value) {
        YamlFields fields = value.fields();
        TlsCertificate.Served served = new TlsCertificate.Served(
                fields.required("address", HostReader::address, ""),
                fields.optional("port", it -> it.number(1, 65_535)).orElse(443));
        fields.close();
        return served;
    }

    private List<ServiceReload> services(YamlValue value) {
        return value.list().stream().map(this::reload).toList();
    }

    private ServiceReload reload(YamlValue value) {
        YamlFields fields = value.fields();
        ServiceReload reload = new ServiceReload(
                fields.required("service", it -> references.to(it, Kind.SERVICE), ""),
                fields.optional("by", it -> it.choice(ServiceReload.How.class)).orElse(ServiceReload.How.RELOAD),
                fields.optional("test", it -> it.filledList().stream()
                                .map(YamlValue::line)
                                .toList())
                        .orElse(List.of()));
        fields.close();
        return reload;
    }

    /** From the root, and nowhere upwards. */
    private static String place(YamlValue value) {
        return matching(
                value,
                "(/(?!\\.{1,2}(/|$))[^/\\p{Cntrl}]+)+",
                "a path from the root without .. and without a slash at its end");
    }

    private static String object(YamlValue value) {
        return matching(
                value,
                "(?!\\.{1,2}(/|$))[^/\\p{Cntrl}]+(/(?!\\.{1,2}(/|$))[^/\\p{Cntrl}]+)*",
                "the name of an object, such as tls/fullchain.pem");
    }

    private static String inside(YamlValue value) {
        return matching(
                value,
                "(?i)(?!\\.{1,2}(/|$)|\\.git(/|$))[^/\\p{Cntrl}]+(/(?!\\.{1,2}(/|$)|\\.git(/|$))[^/\\p{Cntrl}]+)*",
                "a path below the directory, such as nginx or redis/redis.conf");
    }

    private static String remote(YamlValue value) {
        String remote = value.line();
        // It is not repeated: it may hold a password.
        if (!remote.isEmpty() && !REMOTE.matcher(remote).matches()) {
            value.problem("is no remote that is taken; allowed: https://…, ssh://…, user@host:path, file:///… or a path"
                    + " from the root, without a password: git on the host finds its credentials by itself");
        }
        return remote;
    }

    private static String branch(YamlValue value) {
        String branch = value.line();
        if (!branch.isEmpty()
                && (!BRANCH.matcher(branch).matches()
                        || branch.contains("..")
                        || branch.contains("//")
                        || branch.endsWith("/")
                        || branch.endsWith(".lock"))) {
            value.problem(Problems.quote(branch) + " is not a branch; allowed: a name such as main");
        }
        return branch;
    }

    private static int mode(YamlValue value) {
        String text = matching(value, "0?[0-7]{3}", "a mode of three octal digits such as 640");
        return text.matches("0?[0-7]{3}") ? Integer.parseInt(text, 8) : 0;
    }

    private static String account(YamlValue value) {
        return matching(value, ACCOUNT, "an account of the host");
    }

    private static String hostName(YamlValue value) {
        String name = value.line();
        if (!name.isEmpty() && (name.length() > 253 || !NAME.matcher(name).matches())) {
            value.problem(Problems.quote(name) + " is not a host name; allowed: a name such as www.example.com");
        }
        return name;
    }

    private static String matching(YamlValue value, String pattern, String wanted) {
        String text = value.line();
        if (!text.isEmpty() && !text.matches(pattern)) {
            value.problem(Problems.quote(text) + " is not " + wanted);
        }
        return text;
    }
}
