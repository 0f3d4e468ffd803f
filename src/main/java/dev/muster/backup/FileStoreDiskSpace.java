package dev.muster.backup;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the operating system. */
@Component
class FileStoreDiskSpace implements DiskSpace {

    @Override
    public long usable(Path path) {
        try {
            Optional<FileStore> store = store(path);
            return store.isPresent() ? store.get().getUsableSpace() : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public boolean shared(Path one, Path other) {
        try {
            Optional<FileStore> store = store(one);
            return store.isPresent() && store.equals(store(other));
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<FileStore> store(Path path) throws IOException {
        for (@Nullable Path place = path.toAbsolutePath(); place != null; place = place.getParent()) {
            if (Files.exists(place)) {
                return Optional.of(Files.getFileStore(place));
            }
        }
        return Optional.empty();
    }
}
