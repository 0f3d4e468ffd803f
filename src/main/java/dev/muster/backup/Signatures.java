package dev.muster.backup;

import dev.muster.common.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Signs manifests with the console's own Ed25519 key and knows whose signatures to trust: its own, and every public key
 * in {@code trusted/*.pub} of the keys directory, for a console that was built anew.
 */
@Component
public class Signatures {

    private static final String ALGORITHM = "Ed25519";

    private final Path directory;
    private final SigningKey own;

    Signatures(@Value("${muster.keys-directory}") Path directory) {
        this.directory = directory;
        this.own = new SigningKey(directory);
    }

    /** One line: algorithm, fingerprint of the public key, signature. */
    public byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(own.pair().getPrivate());
            signature.update(content);
            String line = "ed25519 " + fingerprint(own.pair().getPublic()) + " "
                    + Base64.getEncoder().encodeToString(signature.sign()) + "\n";
            return line.getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new Refused("The manifest could not be signed: " + e.getMessage(), e);
        }
    }

    /**
     * Checks a signature over exactly these bytes.
     *
     * @return the fingerprint of the key that signed
     * @throws UntrustedBackup when the signature is broken, does not fit or is of a key that is not trusted
     */
    public String verify(byte[] content, byte[] signature) {
        String[] parts =
                new String(signature, StandardCharsets.US_ASCII).strip().split(" ", -1);
        if (parts.length != 3 || !parts[0].equals("ed25519")) {
            throw new UntrustedBackup("The signature of the manifest is not one that Muster writes");
        }
        for (PublicKey key : trusted()) {
            if (fingerprint(key).equals(parts[1])) {
                if (fits(key, content, parts[2])) {
                    return parts[1];
                }
                throw new UntrustedBackup(
                        "The signature does not fit the manifest: the manifest or the signature was altered");
            }
        }
        throw new UntrustedBackup("The manifest is signed with the key " + parts[1]
                + ", which is not trusted here. If it is the key of an earlier console, put its public key into "
                + directory.resolve("trusted"));
    }

    private static boolean fits(PublicKey key, byte[] content, String encoded) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(content);
            return signature.verify(Base64.getDecoder().decode(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private List<PublicKey> trusted() {
        List<PublicKey> keys = new ArrayList<>();
        keys.add(own.pair().getPublic());
        Path folder = directory.resolve("trusted");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(it -> it.toString().endsWith(".pub"))
                        .sorted()
                        .map(Signatures::publicKey)
                        .forEach(keys::add);
            } catch (IOException e) {
                throw new Refused("The trusted keys cannot be read: " + e.getMessage(), e);
            }
        }
        return keys;
    }

    private static PublicKey publicKey(Path file) {
        try {
            byte[] encoded =
                    Base64.getMimeDecoder().decode(Files.readString(file).replaceAll("-----[A-Z ]+-----", ""));
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new Refused("The trusted key " + file.getFileName() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String fingerprint(PublicKey key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
