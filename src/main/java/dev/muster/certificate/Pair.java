package dev.muster.certificate;

import dev.muster.common.Refused;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A chain with its private key, in memory only; as it stands in the file, so the leaf should be first. */
final class Pair {

    private final List<X509Certificate> chain;
    private final PrivateKey key;
    private final byte[] chainFile;
    private final byte[] keyFile;

    private Pair(List<X509Certificate> chain, PrivateKey key, byte[] chainFile, byte[] keyFile) {
        this.chain = chain;
        this.key = key;
        this.chainFile = chainFile;
        this.keyFile = keyFile;
    }

    /** @throws Refused when one of the two is not what it should be */
    static Pair read(byte[] chainFile, byte[] keyFile) {
        List<X509Certificate> chain = Pem.certificates(chainFile);
        Refused first = null;
        // In a chain of the wrong order the key is of the kind of a later one.
        for (X509Certificate certificate : chain) {
            try {
                return new Pair(chain, Pem.key(keyFile, certificate.getPublicKey()), chainFile, keyFile);
            } catch (Refused e) {
                first = first == null ? e : first;
            }
        }
        throw java.util.Objects.requireNonNull(first);
    }

    List<X509Certificate> chain() {
        return chain;
    }

    byte[] chainFile() {
        return chainFile;
    }

    byte[] keyFile() {
        return keyFile;
    }

    X509Certificate leaf() {
        return chain.getFirst();
    }

    /** Whether the key is the one of the certificate: what it signs is verified with it. */
    boolean keyFits(X509Certificate certificate) {
        return fits(key, certificate.getPublicKey());
    }

    private static boolean fits(PrivateKey key, PublicKey other) {
        String algorithm =
                switch (other.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> other.getAlgorithm();
                };
        try {
            byte[] text = "which key is it".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(text);
            byte[] signed = signing.sign();
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(other);
            verifying.update(text);
            return verifying.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    boolean sameAs(Pair other) {
        return Arrays.equals(chainFile, other.chainFile) && MessageDigest.isEqual(keyFile, other.keyFile);
    }

    /** The certificate's number, as people compare it. */
    static String serial(X509Certificate certificate) {
        return HexFormat.of().formatHex(certificate.getSerialNumber().toByteArray());
    }

    static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new Refused("The certificate has no fingerprint: " + e.getMessage(), e);
        }
    }

    /** The key must not get into a log by accident. */
    @Override
    public String toString() {
        return "Pair[" + leaf().getSubjectX500Principal() + "]";
    }
}
