package dev.muster.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A small name server on loopback that answers over UDP what it is told to know. */
public final class NameServer implements AutoCloseable {

    private static final int LARGEST = 4096;

    private final DatagramSocket socket;
    private final int port;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile BiFunction<String, String, List<Entry>> known;
    private volatile int code = Rcode.NOERROR;
    private volatile boolean silent;

    /** One record as it stands in a zone. */
    public record Entry(String type, int ttl, String value) {}

    private NameServer(DatagramSocket socket, BiFunction<String, String, List<Entry>> known) {
        this.socket = socket;
        this.port = socket.getLocalPort();
        this.known = known;
    }

    /**
     * @param port 0 for a free one
     * @param known what it answers for a name, without the dot at its end, and a type
     */
    public static NameServer started(int port, BiFunction<String, String, List<Entry>> known) {
        try {
            NameServer server = new NameServer(
                    new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)), known);
            Thread.ofPlatform().daemon().name("name-server").start(server::serve);
            return server;
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** From now on it knows something else. */
    public void knows(BiFunction<String, String, List<Entry>> other) {
        known = other;
    }

    /** From now on it answers with that code and no record, such as {@link Rcode#SERVFAIL}. */
    public void fails(int rcode) {
        code = rcode;
    }

    /** From now on it takes questions and answers none. */
    public void isSilent(boolean now) {
        silent = now;
    }

    private void serve() {
        byte[] buffer = new byte[LARGEST];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                if (!silent) {
                    byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()));
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            // It was closed.
            ended.countDown();
        }
    }

    private byte[] answer(byte[] request) throws IOException {
        Message question = new Message(request);
        Record asked = question.getQuestion();
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.addRecord(asked, Section.QUESTION);
        String name = asked.getName().toString(true).toLowerCase(java.util.Locale.ROOT);
        List<Entry> entries = known.apply(name, Type.string(asked.getType()));
        answer.getHeader().setRcode(code == Rcode.NOERROR && entries.isEmpty() ? Rcode.NXDOMAIN : code);
        for (Entry entry : code == Rcode.NOERROR ? entries : List.<Entry>of()) {
            answer.addRecord(
                    Record.fromString(
                            asked.getName(), Type.value(entry.type()), DClass.IN, entry.ttl(), entry.value(), null),
                    Section.ANSWER);
        }
        return answer.toWire();
    }

    @Override
    public void close() {
        socket.close();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
