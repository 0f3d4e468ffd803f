package dev.muster.recovery.engine;

import dev.muster.plan.Procedure.Frame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Maps of texts, and the frames of steps, as JSON. */
@Component
class JooqTexts {

    private static final TypeReference<LinkedHashMap<String, String>> MAP = new TypeReference<>() {};

    private static final TypeReference<List<Frame>> FRAMES = new TypeReference<>() {};

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    JSONB json(Map<String, String> texts) {
        return JSONB.jsonb(MAPPER.writeValueAsString(new TreeMap<>(texts)));
    }

    Map<String, String> map(JSONB json) {
        return MAPPER.readValue(json.data(), MAP);
    }

    static JSONB frames(List<Frame> frames) {
        return JSONB.jsonb(MAPPER.writeValueAsString(frames));
    }

    static List<Frame> frames(JSONB json) {
        return MAPPER.readValue(json.data(), FRAMES);
    }
}
