package dev.muster.backup;

import dev.muster.common.Refused;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The console's own key pair, generated at first use; only the console's account may read the private half. */
final class SigningKey {

    private final Path privateFile;
    private final Path publicFile;
    private @Nullable KeyPair pair;

    SigningKey(Path directory) {
        this.privateFile = directory.resolve("backup.key");
        this.publicFile = directory.resolve("backup.pub");
    }

    synchronized KeyPair pair() {
        KeyPair known = pair;
        if (known == null) {
            known = load();
            pair = known;
        }
        return known;
    }

    private KeyPair load() {
        try {
            if (!Files.exists(privateFile)) {
                generate();
            }
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(decode(publicFile))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(decode(privateFile))));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new Refused("The key that signs backups (" + privateFile + ") cannot be used: " + e.getMessage(), e);
        }
    }

    private void generate() throws IOException, GeneralSecurityException {
        Files.createDirectories(privateFile.toAbsolutePath().getParent());
        KeyPair fresh = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path draft = privateFile.resolveSibling(
                "backup.key." + ProcessHandle.current().pid());
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, encode("PRIVATE KEY", fresh.getPrivate().getEncoded()));
        // The public half first: a private key on disk means that both are there.
        Path publicDraft = publicFile.resolveSibling(
                "backup.pub." + ProcessHandle.current().pid());
        Files.writeString(publicDraft, encode("PUBLIC KEY", fresh.getPublic().getEncoded()));
        Files.move(publicDraft, publicFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try {
            Files.createLink(privateFile, draft);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("another console generated it at the same moment; start again", e);
        } finally {
            Files.delete(draft);
        }
    }

    private static String encode(String title, byte[] key) {
        return "-----BEGIN " + title + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key) + "\n-----END " + title + "-----\n";
    }

    private static byte[] decode(Path file) throws IOException {
        return Base64.getMimeDecoder().decode(Files.readString(file).replaceAll("-----[A-Z ]+-----", ""));
    }
}
