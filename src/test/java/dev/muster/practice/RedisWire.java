package dev.muster.practice;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Talks to a Redis of this machine: all commands are sent at once, then all answers are read. */
final class RedisWire {

    private static final int PATIENCE_MILLIS = 10_000;

    private RedisWire() {}

    /**
     * The answers as lines; an answer of several parts gives as many.
     *
     * @throws IllegalStateException when nobody listens, or with the first error that Redis answered
     */
    static String ask(int port, String password, List<List<String>> commands) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            write(all, List.of("AUTH", password));
            for (List<String> command : commands) {
                write(all, command);
            }
            Thread sender = Thread.ofVirtual().start(() -> send(socket, all));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            StringBuilder answers = new StringBuilder();
            read(in, new StringBuilder());
            for (int i = 0; i < commands.size(); i++) {
                read(in, answers);
            }
            sender.join();
            return answers.toString();
        } catch (IOException e) {
            throw new IllegalStateException("Redis does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Redis", e);
        }
    }

    private static void send(Socket socket, ByteArrayOutputStream all) {
        try {
            all.writeTo(socket.getOutputStream());
        } catch (IOException closed) {
            // the reader meets the same and says so
        }
    }

    private static void write(ByteArrayOutputStream to, List<String> command) throws IOException {
        to.write(("*" + command.size() + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (String word : command) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            to.write(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            to.write(bytes);
            to.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void read(InputStream in, StringBuilder answers) throws IOException {
        String line = line(in);
        String rest = line.substring(1);
        switch (line.charAt(0)) {
            case '-' -> throw new IllegalStateException("Redis: " + rest);
            case '$' -> {
                int length = Integer.parseInt(rest);
                String text = length < 0 ? "" : new String(in.readNBytes(length), StandardCharsets.UTF_8);
                if (length >= 0) {
                    in.skipNBytes(2);
                }
                answers.append(text).append('\n');
            }
            case '*' -> {
                for (int i = Integer.parseInt(rest); i > 0; i--) {
                    read(in, answers);
                }
            }
            default -> answers.append(rest).append('\n');
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ended");
            }
            line.write(next);
        }
        in.skipNBytes(1);
        return line.toString(StandardCharsets.UTF_8);
    }
}
