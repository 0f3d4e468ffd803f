package dev.muster.practice;

import dev.muster.MusterApplication;
import dev.muster.common.Refused;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.Runs;
import dev.muster.security.Actor;
import java.util.Map;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;

/** Muster as it ships, and a first backup made by its own job when the estate has none. */
public class PracticeConsole {

    static final String ACCESS_KEY = "PRACTICE_STORE_ACCESS_KEY";

    private static final String BACKUP = "back-up-database";
    private static final int LOOKED_AT = 200;

    public static void main(String[] arguments) {
        SpringApplication.from(MusterApplication::main)
                .with(PracticeConsole.class)
                .run(arguments);
    }

    @Bean
    ApplicationRunner firstBackup(Runs runs, RunQuery query) {
        return arguments -> {
            if (query.latest(LOOKED_AT).stream()
                    .anyMatch(it -> it.procedure().equals(BACKUP)
                            && (it.state() == RunState.SUCCEEDED || !it.state().ended()))) {
                return;
            }
            try {
                var request = new Runs.Request(BACKUP, Map.of(), null, null);
                runs.launch(request, runs.prepare(request).nameToType(), Actor.console("practice"));
            } catch (Refused e) {
                System.err.println("No first backup: " + e.getMessage());
            }
        };
    }
}
