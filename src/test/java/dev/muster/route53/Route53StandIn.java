package dev.muster.route53;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * One hosted zone as the REST API of Route 53 keeps it: lists record sets and takes batches of changes whole or not at
 * all. It looks at the access key of a request and not at its signature.
 */
final class Route53StandIn implements AutoCloseable {

    static final String ZONE = "Z0123456789ABC";
    static final String ACCESS_KEY = "AKIDPRACTICE";

    private static final String NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/";
    private static final String PATH = "/2013-04-01/hostedzone/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Element> sets = new LinkedHashMap<>();
    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final Queue<Fault> next = new ConcurrentLinkedQueue<>();

    /** What goes wrong once; status 0: it is done, and no answer comes. */
    private record Fault(String method, int status, String code) {}

    private Route53StandIn(HttpServer server) {
        this.server = server;
    }

    static Route53StandIn started() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            Route53StandIn made = new Route53StandIn(server);
            server.createContext("/", made::handle);
            server.setExecutor(made.threads);
            server.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param more further elements of the set, such as a health check */
    void put(String name, String type, String more, String... values) {
        StringBuilder records = new StringBuilder();
        for (String value : values) {
            records.append("<ResourceRecord><Value>").append(value).append("</Value></ResourceRecord>");
        }
        Element set = parse("<ResourceRecordSet><Name>" + name + ".</Name><Type>" + type + "</Type>"
                        + (values.length == 0 ? "" : "<TTL>60</TTL><ResourceRecords>" + records + "</ResourceRecords>")
                        + more + "</ResourceRecordSet>")
                .getDocumentElement();
        synchronized (sets) {
            sets.put(name + " " + type + " " + text(set, "SetIdentifier"), set);
        }
    }

    String value(String name) {
        synchronized (sets) {
            return text(Objects.requireNonNull(sets.get(name + " A ")), "Value");
        }
    }

    String shown(String name) {
        synchronized (sets) {
            return fields(Objects.requireNonNull(sets.get(name + " A "))).toString();
        }
    }

    List<String> writes() {
        return writes;
    }

    void failsOnce(String method, int status, String code) {
        next.add(new Fault(method, status, code));
    }

    void swallowsAnAnswer() {
        next.add(new Fault("POST", 0, ""));
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String method = exchange.getRequestMethod();
            Optional<Fault> fault =
                    Optional.ofNullable(next.peek()).filter(it -> it.method().equals(method));
            fault.ifPresent(next::remove);
            String signed = exchange.getRequestHeaders().getFirst("Authorization");
            if (fault.filter(it -> it.status() > 0).isPresent()) {
                refuse(exchange, fault.get().status(), fault.get().code(), "as the test says");
            } else if (signed == null || !signed.contains("Credential=" + ACCESS_KEY + "/")) {
                refuse(exchange, 403, "InvalidClientTokenId", "The security token included in the request is invalid");
            } else if (!exchange.getRequestURI().getPath().startsWith(PATH + ZONE + "/rrset")) {
                refuse(exchange, 404, "NoSuchHostedZone", "No hosted zone found with that ID");
            } else if (method.equals("GET")) {
                list(exchange);
            } else {
                String wrong = change(body);
                if (!wrong.isEmpty()) {
                    refuse(exchange, 400, "InvalidChangeBatch", wrong);
                } else if (fault.isPresent()) {
                    closed.await();
                } else {
                    send(
                            exchange,
                            200,
                            "<ChangeResourceRecordSetsResponse xmlns=\"" + NAMESPACE
                                    + "\"><ChangeInfo><Id>/change/C1</Id><Status>PENDING</Status>"
                                    + "<SubmittedAt>2026-03-01T08:00:00Z</SubmittedAt></ChangeInfo>"
                                    + "</ChangeResourceRecordSetsResponse>");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        StringBuilder all = new StringBuilder();
        synchronized (sets) {
            sets.values().forEach(it -> all.append(xml(it)));
        }
        send(
                exchange,
                200,
                "<ListResourceRecordSetsResponse xmlns=\"" + NAMESPACE + "\"><ResourceRecordSets>" + all
                        + "</ResourceRecordSets><IsTruncated>false</IsTruncated><MaxItems>100</MaxItems>"
                        + "</ListResourceRecordSetsResponse>");
    }

    /** What is wrong with the batch; else it is done. */
    private String change(String body) {
        synchronized (sets) {
            Map<String, Element> after = new LinkedHashMap<>(sets);
            List<String> done = new ArrayList<>();
            var changes = parse(body).getElementsByTagName("Change");
            for (int i = 0; i < changes.getLength(); i++) {
                Element change = (Element) changes.item(i);
                Element set = (Element)
                        change.getElementsByTagName("ResourceRecordSet").item(0);
                String key = text(set, "Name").replaceAll("\\.$", "") + " " + text(set, "Type") + " "
                        + text(set, "SetIdentifier");
                Element before = after.get(key);
                switch (text(change, "Action")) {
                    case "DELETE" -> {
                        if (before == null || !fields(before).equals(fields(set))) {
                            return "Tried to delete resource record set " + key
                                    + " but the values provided do not match the current values";
                        }
                        after.remove(key);
                    }
                    case "CREATE" -> {
                        if (before != null) {
                            return "Tried to create resource record set " + key + " but it already exists";
                        }
                        after.put(key, set);
                    }
                    default -> after.put(key, set);
                }
                done.add(text(change, "Action") + " " + key + text(set, "Value"));
            }
            sets.clear();
            sets.putAll(after);
            writes.add(String.join(", ", done));
            return "";
        }
    }

    private static Map<String, String> fields(Element set) {
        Map<String, String> fields = new java.util.TreeMap<>();
        for (String name : List.of("Name", "Type", "TTL", "Value", "HealthCheckId", "SetIdentifier", "Weight")) {
            fields.put(name, text(set, name).replaceAll("\\.$", ""));
        }
        return fields;
    }

    private static String text(Element element, String tag) {
        var found = element.getElementsByTagName(tag);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private static String xml(Element set) {
        StringBuilder xml = new StringBuilder("<" + set.getTagName() + ">");
        var children = set.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            xml.append(
                    children.item(i) instanceof Element child
                            ? xml(child)
                            : children.item(i).getTextContent());
        }
        return xml.append("</").append(set.getTagName()).append(">").toString();
    }

    private static Document parse(String xml) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalStateException(xml, e);
        }
    }

    private static void refuse(HttpExchange exchange, int status, String code, String message) throws IOException {
        send(
                exchange,
                status,
                "<ErrorResponse xmlns=\"" + NAMESPACE + "\"><Error><Type>Sender</Type><Code>" + code
                        + "</Code><Message>" + message + "</Message></Error><RequestId>r1</RequestId></ErrorResponse>");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
