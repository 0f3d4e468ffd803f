package dev.muster.postgres;

import dev.muster.backup.Manifest;
import dev.muster.backup.PackedFile;
import dev.muster.backup.Parallel;
import dev.muster.backup.Staging;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Packs the files of a fresh dump; size and SHA-256 of every one. */
final class FileHashes {

    private static final String DATA = ".dat";
    private static final String CONTENTS = "toc.dat";

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
        return name.endsWith(DATA) && !name.equals(CONTENTS) ? PackedFile.pack(file) : Staging.hashed(file, name);
    }
}
