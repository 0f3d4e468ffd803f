package dev.muster.certificate;

import dev.muster.common.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and private keys in the format that servers use. No message repeats anything of a key. */
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]{0,200000})-----END \\1-----");
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final byte[] VERSION_ZERO = {0x02, 0x01, 0x00};

    private Pem() {}

    static List<X509Certificate> certificates(byte[] file) {
        List<X509Certificate> all = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(new String(file, StandardCharsets.ISO_8859_1));
        while (blocks.find()) {
            if (blocks.group(1).endsWith("PRIVATE KEY")) {
                throw new Refused("The chain holds a private key: it would be readable by everybody. Put it into a file"
                        + " of its own");
            }
            if (blocks.group(1).equals("CERTIFICATE")) {
                all.add(certificate(blocks.group(2), all.size() + 1));
            }
        }
        if (all.isEmpty()) {
            throw new Refused("The chain holds no certificate in the PEM format");
        }
        return List.copyOf(all);
    }

    private static X509Certificate certificate(String text, int number) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getMimeDecoder().decode(text)));
        } catch (CertificateException | IllegalArgumentException e) {
            throw new Refused("Certificate " + number + " of the chain cannot be read: it is damaged", e);
        }
    }

    /** @param leaf whose kind the key must be */
    static PrivateKey key(byte[] file, PublicKey leaf) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        if (text.contains("ENCRYPTED")) {
            throw new Refused("The private key is encrypted: a service could not read it without a person");
        }
        Matcher blocks = BLOCK.matcher(text);
        byte[] found = new byte[0];
        String kind = "";
        while (blocks.find()) {
            if (blocks.group(1).endsWith("PRIVATE KEY")) {
                if (found.length > 0) {
                    throw new Refused("The key file holds more than one private key");
                }
                kind = blocks.group(1);
                found = decoded(blocks.group(2));
            }
        }
        if (found.length == 0) {
            throw new Refused("The key file holds no private key in the PEM format");
        }
        try {
            byte[] wrapped = kind.equals("PRIVATE KEY") ? found : wrapped(found, leaf);
            return KeyFactory.getInstance(leaf.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(wrapped));
        } catch (GeneralSecurityException | IndexOutOfBoundsException e) {
            throw new Refused("The private key cannot be read as one of the kind " + leaf.getAlgorithm()
                    + ", which the certificate is for");
        }
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Refused("The private key cannot be read: it is damaged");
        }
    }

    /** The older formats say nothing of the kind; the certificate does. */
    private static byte[] wrapped(byte[] bare, PublicKey leaf) {
        byte[] info = leaf.getEncoded();
        int start = header(info, 0);
        int end = start + header(info, start) - start + length(info, start);
        byte[] algorithm = Arrays.copyOfRange(info, start, end);
        return part(SEQUENCE, VERSION_ZERO, algorithm, part(OCTETS, bare));
    }

    /** Where the content of the part begins. */
    private static int header(byte[] der, int at) {
        int first = der[at + 1] & 0xFF;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7F);
    }

    private static int length(byte[] der, int at) {
        int first = der[at + 1] & 0xFF;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7F); i++) {
            length = (length << 8) | (der[at + 2 + i] & 0xFF);
        }
        return length;
    }

    private static byte[] part(int tag, byte[]... contents) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] one : contents) {
            content.writeBytes(one);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        int length = content.size();
        if (length < 0x80) {
            all.write(length);
        } else if (length < 0x100) {
            all.writeBytes(new byte[] {(byte) 0x81, (byte) length});
        } else {
            all.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length});
        }
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
