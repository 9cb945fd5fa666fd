package io.serai.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The arrows between modules and packages; see docs/decisions. */
class ArchitectureTest {
    private static final String[] MAPPING = {
        "io.serai.document..",
        "io.serai.error..",
        "io.serai.mapping..",
        "io.serai.normalise..",
        "io.serai.raw..",
        "io.serai.record..",
        "io.serai.schema.."
    };
    private static final String[] HUB_CORE = {
        "io.serai.access..",
        "io.serai.alert..",
        "io.serai.audit..",
        "io.serai.config..",
        "io.serai.connector..",
        "io.serai.crypto..",
        "io.serai.group..",
        "io.serai.export..",
        "io.serai.identity..",
        "io.serai.ingest..",
        "io.serai.insight..",
        "io.serai.match..",
        "io.serai.privacy..",
        "io.serai.profile..",
        "io.serai.run..",
        "io.serai.segment..",
        "io.serai.store..",
        "io.serai.sync..",
        "io.serai.trait.."
    };
    private static final String[] CONNECTORS = {"io.serai.connectors..", "io.serai.format..", "io.serai.sandbox.."};
    private static final String[] ROUTES = {
        "io.serai.api..",
        "io.serai.app..",
        "io.serai.console..",
        "io.serai.jmx..",
        "io.serai.operate..",
        "io.serai.route.."
    };
    private static final ArchRule MAPPING_IS_PURE = noClasses()
            .that()
            .resideInAnyPackage(MAPPING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..", "javax.sql..", "java.net..", "java.nio.file..", "org.apache.camel..", "org.jdbi..");
    private static final ArchRule MAPPING_KNOWS_NO_OTHER_MODULE = noClasses()
            .that()
            .resideInAnyPackage(MAPPING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(concat(HUB_CORE, CONNECTORS, ROUTES));
    private static final ArchRule HUB_CORE_KNOWS_NO_LATER_MODULE = noClasses()
            .that()
            .resideInAnyPackage(HUB_CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(concat(CONNECTORS, ROUTES));
    private static final ArchRule CAMEL_IS_AT_THE_EDGE = noClasses()
            .that()
            .resideOutsideOfPackages("io.serai.route..", "io.serai.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..");
    private static final ArchRule CONNECTORS_KNOW_NO_ROUTES = noClasses()
            .that()
            .resideInAnyPackage(CONNECTORS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROUTES);
    private static final ArchRule THE_SPI_SHOWS_PLUGINS_LITTLE = classes()
            .that()
            .resideInAPackage("io.serai.connector")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "io.serai.connector",
                    "io.serai.error",
                    "io.serai.record",
                    "io.serai.document");
    private static final ArchRule NO_CIRCLES =
            slices().matching("io.serai.(*)..").should().beFreeOfCycles();

    private static String[] concat(String[]... parts) {
        return java.util.Arrays.stream(parts).flatMap(java.util.Arrays::stream).toArray(String[]::new);
    }

    /** Plain JUnit, because Surefire counts no rule that another engine runs. */
    @TestFactory
    Stream<DynamicTest> everyArrowHolds() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                // The test kit comes as a jar when Maven has packaged it.
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("io.serai");
        return Stream.of(
                        MAPPING_IS_PURE,
                        MAPPING_KNOWS_NO_OTHER_MODULE,
                        HUB_CORE_KNOWS_NO_LATER_MODULE,
                        CAMEL_IS_AT_THE_EDGE,
                        CONNECTORS_KNOW_NO_ROUTES,
                        THE_SPI_SHOWS_PLUGINS_LITTLE,
                        NO_CIRCLES)
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }
}
