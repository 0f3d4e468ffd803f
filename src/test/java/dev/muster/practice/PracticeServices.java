package dev.muster.practice;

import java.util.LinkedHashMap;
import java.util.Map;

/** The estate's processes as services of the plan, which starts and stops them by itself. */
final class PracticeServices {

    private PracticeServices() {}

    static Map<String, Object> of(PracticeParts parts) {
        Map<String, Object> services = new LinkedHashMap<>();
        parts.redis().ifPresent(it -> {
            Map<String, Object> redis = service("Redis", "non-critical", it.program());
            redis.put("redis", redis(it));
            services.put("redis", redis);
        });
        services.put("bdc", application("BDC", "critical", parts.bdc()));
        parts.second().ifPresent(it -> services.put("bdc2", application("BDC, backup", "non-critical", it)));
        parts.nginx().ifPresent(it -> {
            Map<String, Object> nginx = service("nginx", "critical", it.program());
            nginx.put("health", it.url() + "/health");
            services.put("nginx", nginx);
        });
        return services;
    }

    private static Map<String, Object> application(String title, String tier, BdcProcess bdc) {
        Map<String, Object> service = service(title, tier, bdc.program());
        service.put("health", bdc.url() + "/health");
        service.put("probe", Map.of("read", bdc.url() + "/users/count", "write", bdc.url() + "/users"));
        return service;
    }

    private static Map<String, Object> redis(RedisProcess redis) {
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("address", "127.0.0.1");
        server.put("port", String.valueOf(redis.port()));
        server.put("password", "${file:" + redis.passwordFile() + "}");
        server.put("file", redis.snapshot().toString());
        return server;
    }

    private static Map<String, Object> service(String title, String tier, ServerProcess program) {
        Map<String, Object> process = new LinkedHashMap<>();
        process.put("start", program.arguments());
        process.put("directory", program.directory().toString());
        process.put("pid-file", program.pidFile().toString());
        process.put("log-file", program.logFile().toString());
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("title", title);
        service.put("tier", tier);
        service.put("host", "local");
        service.put("runtime", Map.of("process", process));
        return service;
    }
}
