package dev.muster.recovery.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Maps of texts as JSON. */
@Component
class JooqTexts {

    private static final TypeReference<LinkedHashMap<String, String>> MAP = new TypeReference<>() {};

    private final JsonMapper mapper = JsonMapper.builder().build();

    JSONB json(Map<String, String> texts) {
        return JSONB.jsonb(mapper.writeValueAsString(new TreeMap<>(texts)));
    }

    Map<String, String> map(JSONB json) {
        return mapper.readValue(json.data(), MAP);
    }
}
