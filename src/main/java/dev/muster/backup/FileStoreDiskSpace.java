package dev.muster.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the operating system. */
@Component
class FileStoreDiskSpace implements DiskSpace {

    @Override
    public long usable(Path path) {
        for (@Nullable Path place = path.toAbsolutePath(); place != null; place = place.getParent()) {
            if (Files.exists(place)) {
                try {
                    return Files.getFileStore(place).getUsableSpace();
                } catch (IOException e) {
                    return -1;
                }
            }
        }
        return -1;
    }
}
