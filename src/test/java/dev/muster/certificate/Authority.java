package dev.muster.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A root, an intermediate and the leaves of one test, made by openssl. */
public final class Authority {

    private final Path folder;

    public Authority(Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(
                folder.resolve("ca.ext"), "basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign,cRLSign\n");
        openssl(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-keyout",
                path("root.key"),
                "-out",
                path("root.pem"),
                "-subj",
                "/CN=Test Root",
                "-days",
                "3650");
        request("middle", "Test Middle", "ec");
        sign("middle", "root", "ca.ext", 3000);
    }

    /** Leaf with its key under that name, signed by the intermediate. */
    public void leaf(String name, String kind, long days, String... names) throws IOException {
        List<String> san = new ArrayList<>();
        for (String one : names) {
            san.add("DNS:" + one);
        }
        Files.writeString(
                folder.resolve(name + ".ext"),
                "basicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n"
                        + (san.isEmpty() ? "" : "subjectAltName=" + String.join(",", san) + "\n"));
        request(name, names.length == 0 ? name : names[0], kind);
        sign(name, "middle", name + ".ext", days);
    }

    private void request(String name, String subject, String kind) {
        List<String> arguments = new ArrayList<>(List.of("req", "-new", "-nodes", "-newkey"));
        arguments.addAll(
                kind.equals("ec") ? List.of("ec", "-pkeyopt", "ec_paramgen_curve:prime256v1") : List.of("rsa:2048"));
        arguments.addAll(
                List.of("-keyout", path(name + ".key"), "-out", path(name + ".csr"), "-subj", "/CN=" + subject));
        openssl(arguments.toArray(String[]::new));
    }

    private void sign(String name, String by, String extensions, long days) {
        openssl(
                "x509",
                "-req",
                "-in",
                path(name + ".csr"),
                "-CA",
                path(by + ".pem"),
                "-CAkey",
                path(by + ".key"),
                "-CAcreateserial",
                "-out",
                path(name + ".pem"),
                "-days",
                String.valueOf(days),
                "-extfile",
                path(extensions));
    }

    public byte[] file(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Several files one after the other. */
    public byte[] chain(String... names) {
        StringBuilder all = new StringBuilder();
        for (String name : names) {
            all.append(new String(file(name + ".pem"), StandardCharsets.ISO_8859_1));
        }
        return all.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    String path(String name) {
        return folder.resolve(name).toString();
    }

    void openssl(String... arguments) {
        List<String> all = new ArrayList<>(List.of("openssl"));
        all.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(all + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
