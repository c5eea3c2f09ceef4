package dev.tidemark.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows of ARCHITECTURE.md. */
class ArchitectureTest {
    private static JavaClasses tidemark;

    @BeforeAll
    static void readClasses() {
        tidemark = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.tidemark");
    }

    @Test
    void theContractNeedsTheJdkOnly() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.tidemark.api..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "org.jspecify..", "dev.tidemark.api.."));
    }

    @Test
    void theContractDoesNoInputAndOutput() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.tidemark.api..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.nio\\.file\\.(Files|Path)|java\\.io\\.File.*Stream|java\\.net\\..*"));
    }

    @Test
    void arrowsBetweenModulesPointAtTheContract() {
        String[] above = {"dev.tidemark.embed..", "dev.tidemark.cli.."};
        check(free("dev.tidemark.embed..", "dev.tidemark.cli.."));
        check(free("dev.tidemark.formats..", above));
        check(free("dev.tidemark.formats..", "dev.tidemark.engine..", "dev.tidemark.lake.."));
        check(free("dev.tidemark.engine..", above));
        check(free("dev.tidemark.engine..", "dev.tidemark.lake.."));
        check(free("dev.tidemark.lake..", above));
        check(free("dev.tidemark.lake..", "dev.tidemark.formats..", "dev.tidemark.engine.."));
    }

    @Test
    void formatsDoNotKnowTables() {
        check(free(
                "dev.tidemark.formats.record..", "dev.tidemark.formats.table..", "dev.tidemark.formats.expression.."));
        check(free("dev.tidemark.formats.bytes..", "dev.tidemark.formats.record.."));
    }

    @Test
    void whatModulesOfferKnowsTheContractAndTheLanguageOnly() {
        check(free(
                "dev.tidemark.formats.spi..",
                "dev.tidemark.formats.bytes..",
                "dev.tidemark.formats.record..",
                "dev.tidemark.formats.table..",
                "dev.tidemark.formats.expression.."));
    }

    @Test
    void countingKnowsNeitherSourcesNorConversion() {
        check(free(
                "dev.tidemark.engine.commit..",
                "dev.tidemark.engine.collect..",
                "dev.tidemark.engine.file..",
                "dev.tidemark.engine.config..",
                "dev.tidemark.formats.."));
        check(free("dev.tidemark.engine.store..", "dev.tidemark.engine.commit..", "dev.tidemark.engine.collect.."));
    }

    @Test
    void healthIsJudgedWithoutWhatCollects() {
        check(free(
                "dev.tidemark.engine.health..",
                "dev.tidemark.engine.collect..",
                "dev.tidemark.engine.config..",
                "dev.tidemark.engine.file..",
                "dev.tidemark.engine.store..",
                "dev.tidemark.formats.."));
    }

    @Test
    void theFileSourceKnowsNothingOfWhoCollectsIt() {
        check(free(
                "dev.tidemark.engine.file..",
                "dev.tidemark.engine.collect..",
                "dev.tidemark.engine.commit..",
                "dev.tidemark.engine.store.."));
    }

    @Test
    void positionsOfSourcesKnowNothingOfWhoCollectsThem() {
        check(free("dev.tidemark.engine.paged..", "dev.tidemark.engine.collect..", "dev.tidemark.engine.commit.."));
    }

    @Test
    void theParquetWriterIsOnePackageByItself() {
        check(free(
                "dev.tidemark.lake.parquet", "dev.tidemark.lake", "dev.tidemark.lake.stage", "org.apache.iceberg.."));
    }

    @Test
    void leavesKnowTheContractAndWhatTheyOfferItAndNobodyKnowsThem() {
        for (String leaf : new String[] {"redis", "aws", "elastic"}) {
            check(noClasses()
                    .that()
                    .resideInAPackage("dev.tidemark." + leaf + "..")
                    .should()
                    .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.tidemark..")
                            .and(JavaClass.Predicates.resideOutsideOfPackages(
                                    "dev.tidemark." + leaf + "..",
                                    "dev.tidemark.api..",
                                    "dev.tidemark.formats.spi..",
                                    "dev.tidemark.formats.toml.."))));
            check(noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.tidemark." + leaf + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.tidemark." + leaf + ".."));
        }
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.tidemark.redis..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("redis.clients.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.tidemark.aws..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.."));
    }

    @Test
    void theClientOfAClusterDoesNotKnowWhatItIsAsked() {
        check(free("dev.tidemark.elastic.http..", "dev.tidemark.elastic.state.."));
    }

    @Test
    void librariesStayInTheModuleThatQuarantinesThem() {
        check(free("dev.tidemark.engine..", "org.apache.iceberg..", "org.duckdb..", "org.tomlj..", "io.krakens.."));
        check(free("dev.tidemark.lake..", "picocli..", "org.jline.."));
        check(free("dev.tidemark.embed..", "org.apache.iceberg..", "org.duckdb..", "org.tomlj..", "tools.jackson.."));
        check(free("dev.tidemark.cli..", "org.apache.iceberg..", "org.duckdb..", "org.tomlj.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.tidemark.cli.health")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "io.prometheus.."));
    }

    @Test
    void packagesOfAModuleHaveNoCycles() {
        for (String module : new String[] {"api", "formats", "engine", "lake", "aws", "elastic", "cli"}) {
            check(slices().matching("dev.tidemark." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles());
        }
    }

    private static ArchRule free(String of, String... packages) {
        return noClasses()
                .that()
                .resideInAPackage(of)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }

    private static void check(ArchRule rule) {
        rule.check(tidemark);
    }
}
