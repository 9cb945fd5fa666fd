package io.serai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions in files, made so over the API. */
class ApplyTest {
    private static final String DEFINE = "POST /api/v1/definitions";

    private static final String PLAN = """
            {"tag":"t1","problems":[],"definitions":[
             {"kind":"segment","name":"vip","file":"vip.yaml","effect":"changed",
              "before":"segment: vip\\nwhere:\\n  trait: country\\n  equals: DE\\n",
              "after":"segment: vip\\nwhere:\\n  trait: country\\n  equals: FR\\n"},
             {"kind":"segment","name":"new","file":"a/new.yml","effect":"created","after":"segment: new\\n"},
             {"kind":"segment","name":"same","file":"same.yaml","effect":"unchanged"},
             {"kind":"sync","name":"old","file":"store/sync/old.yaml","effect":"removed","before":"sync: old\\n"}]}""";

    @TempDir
    Path folder;

    private final FakeHub hub = new FakeHub();
    private final Shell shell = new Shell(hub);

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("defs/a/.git"));
        Files.writeString(folder.resolve("defs/vip.yaml"), "segment: vip\n");
        Files.writeString(folder.resolve("defs/a/new.yml"), "segment: new\n");
        Files.writeString(folder.resolve("defs/a/.git/x.yaml"), "segment: hidden\n");
        Files.writeString(folder.resolve("defs/notes.txt"), "no definition\n");
        shell.in(folder);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private static ObjectNode set(boolean prune) {
        ObjectNode set = Api.body().put("prune", prune);
        set.putObject("files").put("a/new.yml", "segment: new\n").put("vip.yaml", "segment: vip\n");
        return set;
    }

    @Test
    void thePlanIsShownAsADifferenceAndNothingIsDone() {
        // Given
        hub.answers(DEFINE, PLAN);

        // When
        int status = shell.run("apply", "-f", "defs", "--prune", "--dry-run");
        String shown = shell.out();
        int plan = shell.run("plan", "-f", "defs", "--prune");

        // Then
        assertThat(status).isZero();
        assertThat(shown).isEqualTo("""
                ~ segment vip  (vip.yaml)
                    @@ -2,3 +2,3 @@
                     where:
                       trait: country
                    -  equals: DE
                    +  equals: FR
                + segment new  (a/new.yml)
                - sync old  (store/sync/old.yaml)
                1 created, 1 changed, 1 removed, 1 unchanged
                """);
        assertThat(plan).isZero();
        assertThat(shell.out()).isEqualTo(shown);
        assertThat(hub.asked())
                .extracting(FakeHub.Asked::body)
                .containsOnly(set(true).put("dry_run", true));
    }

    @Test
    void whatIsAppliedIsThePlanThatWasShown() {
        // Given
        hub.answers(DEFINE, PLAN);

        // When
        int status = shell.with("SERAI_IN_TTY", "1").typing("yes\n").run("apply", "-f", "defs");

        // Then
        assertThat(status).isZero();
        assertThat(hub.asked()).hasSize(2);
        assertThat(hub.asked().get(1).body()).isEqualTo(set(false).put("tag", "t1"));
        assertThat(shell.err()).contains("Apply this? [yes/no]", "Applied.");
    }

    @Test
    void somebodyElsesChangeInBetweenIsAConflict() {
        // Given
        hub.answers(DEFINE, PLAN)
                .answers(DEFINE, 409, FakeHub.problemBody(409, "CONFLICT", "Somebody has changed it."));

        // When
        int status = shell.run("apply", "-f", "defs", "--yes");

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(shell.err()).contains("Somebody has changed it.", "CONFLICT").doesNotContain("Applied");
    }

    @Test
    void problemsAreFindingsAndNothingIsAskedOrShownOfWhatChanges() {
        // Given
        hub.answers(
                DEFINE,
                PLAN.replace(
                        "\"problems\":[]",
                        "\"problems\":[{\"file\":\"vip.yaml\",\"line\":3,\"path\":\"where\",\"message\":\"wrong.\","
                                + "\"cure\":\"Mend it.\"}]"));

        // When
        int status = shell.run("apply", "-f", "defs", "--yes");

        // Then
        assertThat(status).isEqualTo(3);
        assertThat(shell.out())
                .containsPattern("vip.yaml +3 +where +wrong. +Mend it.")
                .doesNotContain("equals");
        assertThat(hub.asked()).hasSize(1);
    }

    @Test
    void whatIsAsWrittenIsLeft() {
        // Given
        hub.answers(
                DEFINE,
                "{\"tag\":\"t\",\"problems\":[],\"definitions\":[{\"kind\":\"segment\",\"name\":\"vip\",\"file\":\"vip.yaml\","
                        + "\"effect\":\"unchanged\"}]}");

        // When
        int status = shell.run("apply", "-f", "defs/vip.yaml", "--yes");

        // Then
        assertThat(status).isZero();
        assertThat(shell.out()).isEqualTo("0 created, 0 changed, 0 removed, 1 unchanged\n");
        assertThat(hub.asked()).hasSize(1);
    }

    @Test
    void pruneNeedsAFolderAndAFolderNeedsDefinitions() {
        assertThat(shell.run("apply", "--prune", "--yes")).isEqualTo(2);
        assertThat(shell.run("apply", "-f", "defs/vip.yaml", "--prune", "--yes"))
                .isEqualTo(2);
        assertThat(shell.run("apply", "-f", "defs/a/.git/none", "--dry-run")).isEqualTo(5);
        assertThat(shell.run("apply", "-f", "missing", "--yes")).isEqualTo(5);
        assertThat(shell.run("apply", "-f", "defs")).isEqualTo(2);
        assertThat(hub.asked()).isEmpty();
    }
}
