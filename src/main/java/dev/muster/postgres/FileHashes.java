package dev.muster.postgres;

import dev.muster.backup.Manifest;
import dev.muster.backup.PackedFile;
import dev.muster.backup.Parallel;
import dev.muster.backup.Staging;
import dev.muster.common.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** Packs the files of a fresh dump; size and SHA-256 of every one. */
final class FileHashes {

    private static final String DATA = ".dat";
    private static final String CONTENTS = "toc.dat";
    private static final int BUFFER = 256 * 1024;

    private FileHashes() {}

    static List<Manifest.Content> packed(Staging staging) {
        List<Manifest.Content> contents = Collections.synchronizedList(new ArrayList<>());
        Parallel.each(
                PostgresCommands.jobs(),
                staging.names(),
                name -> contents.add(packed(staging.files().resolve(name), name)));
        return contents.stream()
                .sorted(Comparator.comparing(Manifest.Content::name))
                .toList();
    }

    /** The tables of contents stay readable as they are; all data is packed. */
    private static Manifest.Content packed(Path file, String name) {
        return name.endsWith(DATA) && !name.equals(CONTENTS) ? PackedFile.pack(file) : of(file, name);
    }

    static Manifest.Content of(Path file, String name) {
        try (InputStream stream = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                digest.update(buffer, 0, count);
                size += count;
            }
            return Manifest.Content.plain(name, size, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new Refused(name + " cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
