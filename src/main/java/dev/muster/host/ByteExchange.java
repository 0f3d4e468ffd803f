package dev.muster.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What goes into a command and what comes out of it, as bytes. Both are called once, on threads of their own. */
public interface ByteExchange {

    /** Writes the command's standard input, which ends with this call. */
    default void write(OutputStream input) throws IOException {
        // it has none
    }

    /** Reads the command's standard output; whatever is left afterwards is dropped. */
    default void read(InputStream output) throws IOException {
        output.transferTo(OutputStream.nullOutputStream());
    }
}
