package dev.muster.redis;

import dev.muster.common.Refused;
import dev.muster.plan.Service;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A connection to a Redis server, signed in with the plan's password. The password is on the wire only. */
final class RedisConnection implements AutoCloseable {

    private static final int LONGEST_ANSWER = 16 * 1024 * 1024;

    private final Socket socket;
    private final InputStream in;

    /** The server answered that it will not. */
    static final class Denied extends Refused {
        private static final long serialVersionUID = 1L;

        Denied(String message) {
            super(message);
        }
    }

    private RedisConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * @throws Denied when the server does not take the password
     * @throws Refused when it does not answer
     */
    static RedisConnection open(Service.Redis redis, Duration patience) {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(redis.address(), redis.port()), (int) patience.toMillis());
            socket.setSoTimeout((int) patience.toMillis());
            RedisConnection connection = new RedisConnection(socket);
            String password = redis.password().reveal();
            if (!password.isEmpty()) {
                connection.signIn(password);
            }
            return connection;
        } catch (IOException e) {
            quietly(socket);
            throw unanswered(redis.address() + ":" + redis.port(), e);
        } catch (Refused e) {
            quietly(socket);
            throw e;
        }
    }

    private void signIn(String password) {
        try {
            ask("AUTH", password);
        } catch (Denied e) {
            throw new Denied("Redis does not take the password of the plan: " + e.getMessage());
        }
    }

    /**
     * The answer as a flat list: one text, or one for each part.
     *
     * @throws Denied with the server's words when it answers with an error
     * @throws Refused when it does not answer
     */
    List<String> ask(String... words) {
        try {
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            write(request, "*" + words.length);
            for (String word : words) {
                byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
                write(request, "$" + bytes.length);
                request.write(bytes);
                write(request, "");
            }
            request.writeTo(socket.getOutputStream());
            List<String> answer = new ArrayList<>();
            read(answer);
            return answer;
        } catch (IOException e) {
            throw unanswered(words[0], e);
        }
    }

    private static void write(ByteArrayOutputStream to, String line) {
        to.writeBytes((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void read(List<String> answer) throws IOException {
        String line = line();
        String rest = line.isEmpty() ? "" : line.substring(1);
        switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+', ':' -> answer.add(rest);
            case '-' -> throw new Denied(rest);
            case '$' -> {
                int size = size(rest);
                if (size >= 0) {
                    byte[] text = in.readNBytes(size);
                    if (text.length < size) {
                        throw new IOException("the connection ended in the middle of an answer");
                    }
                    in.skipNBytes(2);
                    answer.add(new String(text, StandardCharsets.UTF_8));
                }
            }
            case '*' -> {
                for (int i = size(rest); i > 0; i--) {
                    read(answer);
                }
            }
            default -> throw new IOException("that is no answer of Redis");
        }
    }

    private static int size(String digits) throws IOException {
        if (!digits.matches("-1|\\d{1,8}") || Integer.parseInt(digits) > LONGEST_ANSWER) {
            throw new IOException("that is no answer of Redis");
        }
        return Integer.parseInt(digits);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ended");
            }
            line.write(next);
            if (line.size() > LONGEST_ANSWER) {
                throw new IOException("that is no answer of Redis");
            }
        }
        in.skipNBytes(1);
        return line.toString(StandardCharsets.UTF_8);
    }

    private static Refused unanswered(String what, IOException e) {
        return new Refused("Redis does not answer (" + what + "): " + e.getMessage(), e);
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // nothing is to be said over it any more
        }
    }

    @Override
    public void close() {
        quietly(socket);
    }
}
