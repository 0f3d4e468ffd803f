package dev.muster.status;

import dev.muster.plan.ServiceProbe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A Redis that answers PING. */
final class RedisLook implements Look {

    private static final int LONGEST_LINE = 300;

    private final ServiceProbe.Redis target;

    RedisLook(ServiceProbe.Redis target) {
        this.target = target;
    }

    @Override
    public Seen look(Duration patience) throws IOException, InterruptedException {
        String password = target.password().reveal();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Names.address(target.address(), patience), target.port()));
            if (!password.isEmpty() && !ask(socket, "AUTH", password).startsWith("+OK")) {
                throw new CannotLook("Redis does not take the password of the plan");
            }
            String answer = ask(socket, "PING");
            if (answer.startsWith("+PONG")) {
                return Seen.up("answers PONG at " + target.address() + ":" + target.port());
            }
            if (answer.startsWith("-NOAUTH")) {
                throw new CannotLook("Redis asks for a password, and the plan names none");
            }
            return answer.startsWith("-LOADING")
                    ? Seen.down("is still loading its data")
                    : Seen.down("answers PING with: " + answer);
        }
    }

    private static String ask(Socket socket, String... words) throws IOException {
        StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            request.append('$')
                    .append(word.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
        InputStream answer = socket.getInputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        // to the very end of the line: the next answer must begin with its own sign
        for (int next = answer.read(); next >= 0 && next != '\n'; next = answer.read()) {
            line.write(next);
            if (line.size() > LONGEST_LINE) {
                throw new IOException("answers with no line of Redis");
            }
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
