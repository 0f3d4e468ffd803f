package dev.muster.host;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest extends HostFilesContract {

    @TempDir
    Path temporary;

    @Override
    Path emptyFolder() throws IOException {
        return made(temporary);
    }

    @Override
    HostFiles files() {
        return new LocalFiles(new LocalMachine());
    }

    @Override
    String account() {
        return System.getProperty("user.name");
    }
}
