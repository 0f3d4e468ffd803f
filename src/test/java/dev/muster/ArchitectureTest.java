package dev.muster;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/muster");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.muster");

    @Test
    void modules_depend_only_on_what_they_declare() {
        ApplicationModules.of(MusterApplication.class, resideInAPackage("dev.muster.db.."))
                .verify();
    }

    @Test
    void only_ui_and_security_know_vaadin() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..ui..", "..security..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.vaadin..")
                .check(CLASSES);
    }

    @Test
    void only_jooq_classes_know_jooq_and_the_tables() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.muster.db..")
                .and()
                .haveNameNotMatching(".*\\.Jooq.*")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jooq..", "dev.muster.db..")
                .check(CLASSES);
    }

    @Test
    void only_quartz_classes_know_quartz() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.Quartz.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.quartz..")
                .check(CLASSES);
    }

    @Test
    void only_host_knows_the_ssh_library() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..host..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.sshd..")
                .check(CLASSES);
    }

    @Test
    void only_s3_and_route53_know_the_aws_sdk() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..s3..", "..route53..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(CLASSES);
    }

    @Test
    void only_dns_and_resolver_know_the_library_of_the_dns() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..dns..", "..resolver..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.xbill..")
                .check(CLASSES);
    }

    @Test
    void nobody_reads_the_system_clock() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("TimeConfiguration")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callMethod(java.time.OffsetDateTime.class, "now")
                .orShould()
                .callMethod(java.time.ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void every_package_explains_itself() throws IOException {
        try (var folders = Files.walk(SOURCES)) {
            List<Path> silent = folders.filter(Files::isDirectory)
                    .filter(it -> !it.equals(SOURCES))
                    .filter(it -> !explains(it.resolve("package-info.java")))
                    .toList();
            Assertions.assertThat(silent).isEmpty();
        }
    }

    /** The practice console and the browserless tests scan the test classes too: a bean there would be everybody's. */
    @Test
    void no_test_class_is_a_bean_by_itself() {
        noClasses()
                .should()
                .beAnnotatedWith("org.springframework.context.annotation.Configuration")
                .orShould()
                .beMetaAnnotatedWith("org.springframework.stereotype.Component")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                        .importPackages("dev.muster"));
    }

    @Test
    void no_file_is_longer_than_300_lines() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            List<String> long_ones = files.filter(it -> it.toString().endsWith(".java"))
                    .filter(it -> lines(it) > 300)
                    .map(it -> it + ": " + lines(it))
                    .toList();
            Assertions.assertThat(long_ones).isEmpty();
        }
    }

    private static boolean explains(Path file) {
        try {
            String text = Files.exists(file) ? Files.readString(file) : "";
            return text.startsWith("/**") && text.contains("@NullMarked");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
