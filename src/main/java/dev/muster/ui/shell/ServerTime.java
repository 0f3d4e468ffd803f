package dev.muster.ui.shell;

import java.time.Clock;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the browser how late it is here: its own clock may be wrong, and jumps when a laptop wakes up. */
@RestController
class ServerTime {

    private final Clock clock;

    ServerTime(Clock clock) {
        this.clock = clock;
    }

    /** Milliseconds since 1970, as plain text. */
    @GetMapping(path = "/js/server-time", produces = "text/plain")
    ResponseEntity<String> now() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(Long.toString(clock.instant().toEpochMilli()));
    }
}
