package dev.muster.ui.incident;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The far end of a stream, without a network: what arrived, and how fast it is taken. */
final class HeardStream {

    final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final Deque<SendHandler> unanswered = new ArrayDeque<>();
    private volatile boolean slow;
    private volatile boolean open = true;

    final Session session = proxy(Session.class, (method, arguments) -> switch (method.getName()) {
        case "getAsyncRemote" -> remote();
        case "isOpen" -> open;
        case "close" -> {
            open = false;
            yield null;
        }
        default -> null;
    });

    private RemoteEndpoint.Async remote() {
        return proxy(RemoteEndpoint.Async.class, (method, arguments) -> {
            if (method.getName().equals("sendText")) {
                take((String) arguments[0], (SendHandler) arguments[1]);
            }
            return null;
        });
    }

    private synchronized void take(String message, SendHandler done) {
        if (!message.isEmpty()) {
            heard.add(JsonMapper.shared().readTree(message));
        }
        if (slow) {
            unanswered.add(done);
        } else {
            done.onResult(new SendResult(session));
        }
    }

    boolean open() {
        return open;
    }

    /** Takes nothing more until told to. */
    void stop() {
        slow = true;
    }

    void goOn() {
        slow = false;
        while (!unanswered.isEmpty()) {
            unanswered.remove().onResult(new SendResult(session));
        }
    }

    private interface Answer {

        @Nullable
        Object to(Method method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> switch (method.getName()) {
                    case "equals" -> System.identityHashCode(self) == System.identityHashCode(arguments[0]);
                    case "hashCode" -> System.identityHashCode(self);
                    case "toString" -> type.getSimpleName();
                    default -> answer.to(method, arguments);
                }));
    }
}
