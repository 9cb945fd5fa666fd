package io.serai.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.connector.testkit.SourceContract;
import io.serai.connectors.camel.RouteJudge;
import io.serai.document.Problems;
import io.serai.source.SourceKind;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The plugin of docs/how-to/write-a-plugin.md, as its reader types it: it compiles, is found, and keeps the contract. */
class PluginPageTest {
    private static final Pattern JAVA = Pattern.compile("(?ms)^ *```java\\n(.*?)^ *```");
    private static final Pattern NAME = Pattern.compile("(?m)^(?:public final )?class (\\w+)");

    @TempDir
    private Path home;

    /** The compiled classes of the page's code, and only those. */
    private Path compiled() throws IOException {
        Path classes = Files.createDirectories(home.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "-d",
                classes.toString()));
        String page = Files.readString(Path.of("../docs/how-to/write-a-plugin.md"));
        for (String code :
                JAVA.matcher(page).results().map(block -> block.group(1)).toList()) {
            String plain = code.stripTrailing().stripIndent() + "\n";
            String name =
                    NAME.matcher(plain).results().findFirst().orElseThrow().group(1);
            arguments.add(Files.writeString(home.resolve(name + ".java"), plain).toString());
        }
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, OutputStream.nullOutputStream(), null, arguments.toArray(String[]::new));
        assertThat(status).isZero();
        return classes;
    }

    @TestFactory
    Stream<DynamicTest> keepsTheContract() throws Exception {
        URLClassLoader loader = new URLClassLoader(
                new URL[] {compiled().toUri().toURL()}, getClass().getClassLoader());
        Constructor<?> test =
                loader.loadClass("com.example.journal.JournalContractTest").getDeclaredConstructor();
        test.setAccessible(true);
        return ((SourceContract) test.newInstance()).keepsTheContract();
    }

    @Test
    void isFoundInItsJar() throws IOException {
        // Given
        Path folder = Files.createDirectories(home.resolve("plugins"));
        Path classes = compiled();
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("journal.jar")));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, jar);
            }
            jar.putNextEntry(new JarEntry("META-INF/services/io.serai.source.SourceKind"));
            jar.write("com.example.journal.JournalKind\n".getBytes(StandardCharsets.UTF_8));
        }
        // When
        Installed installed = Installed.beside(home.resolve("config"), RouteJudge.NONE);
        // Then
        assertThat(installed.problems()).isEmpty();
        assertThat(installed.find(List.of(), new Problems()).sourceKinds())
                .extracting(SourceKind::name)
                .contains("journal");
    }
}
