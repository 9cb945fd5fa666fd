package io.serai.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.connectors.camel.RouteJudge;
import io.serai.document.Problems;
import io.serai.source.SourceKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
    @TempDir
    Path home;

    /** A jar with a source kind of that name, compiled here so that only the jar has it. */
    private void plugin(String jar, String kind, String inConstructor) throws IOException {
        Path sources = Files.createDirectories(home.resolve("src-" + jar));
        Path source = Files.writeString(sources.resolve("Kind.java"), """
                package acme;
                import io.serai.connector.*; import io.serai.document.*; import io.serai.source.*;
                public class Kind implements SourceKind {
                  public Kind() { %s }
                  public String name() { return "%s"; }
                  public ObjectShape options() { return Shape.object("options").build(); }
                  public ObjectShape stream() { return SourceKind.streamOf("a stream").build(); }
                  public void check(Node stream, Problems problems) {}
                  public Source open(Settings options, ConnectorContext context) { throw new IllegalStateException(); }
                }
                """.formatted(inConstructor, kind));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, OutputStream.nullOutputStream(), null, "-proc:none", "-cp", classPath(), source.toString());
        assertThat(status).isZero();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(folder().resolve(jar)))) {
            out.putNextEntry(new JarEntry("acme/Kind.class"));
            Files.copy(sources.resolve("Kind.class"), out);
            out.putNextEntry(new JarEntry("META-INF/services/io.serai.source.SourceKind"));
            out.write("acme.Kind\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private Path folder() throws IOException {
        return Files.createDirectories(home.resolve("plugins"));
    }

    private Installed installed() {
        return Installed.beside(home.resolve("config"), RouteJudge.NONE);
    }

    private static List<SourceKind> kinds(Installed installed) {
        Problems problems = new Problems();
        List<SourceKind> kinds = installed.find(List.of(), problems).sourceKinds();
        assertThat(problems.list()).isEmpty();
        return kinds;
    }

    @Test
    void whatShipsIsFoundWithoutAnyPlugin() {
        assertThat(kinds(installed())).extracting(SourceKind::name).contains("file", "s3", "sftp");
        assertThat(installed().problems()).isEmpty();
    }

    @Test
    void everyJarIsLoadedApart() throws IOException {
        // Given
        plugin("a.jar", "crm-a", "");
        plugin("b.jar", "crm-b", "");

        // When
        List<SourceKind> kinds = kinds(installed());

        // Then
        assertThat(kinds).extracting(SourceKind::name).contains("crm-a", "crm-b", "s3");
        assertThat(kinds.stream()
                        .filter(kind -> kind.name().startsWith("crm-"))
                        .map(kind -> kind.getClass().getClassLoader())
                        .distinct()
                        .count())
                .isEqualTo(2);
        assertThat(installed().problems()).isEmpty();
    }

    @Test
    void aBrokenJarIsOneProblemAndNothingElse() throws IOException {
        // Given
        plugin("a.jar", "crm", "");
        plugin("b-throws.jar", "other", "if (true) throw new NoClassDefFoundError(\"x\");");
        plugin("c-taken.jar", "s3", "");
        Files.writeString(folder().resolve("d-rubbish.jar"), "no jar");

        // When
        Installed installed = installed();

        // Then
        assertThat(kinds(installed))
                .extracting(SourceKind::name)
                .contains("crm", "file", "s3", "sftp")
                .doesNotContain("other")
                .doesNotHaveDuplicates();
        assertThat(installed.problems())
                .extracting(problem -> Path.of(problem.file()).getFileName().toString())
                .containsExactly("b-throws.jar", "c-taken.jar", "d-rubbish.jar");
    }
}
