package dev.muster;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** The console. */
@SpringBootApplication
@Modulithic(sharedModules = "common")
public class MusterApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(MusterApplication.class, arguments);
    }
}
