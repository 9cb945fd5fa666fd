package io.serai.console;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of the console: those that the build put on the class path, and the page at every address that is not a
 * file's, because the console finds its screens itself. Thread-safe.
 */
public final class Console {
    /** Where the hub shows it. */
    public static final String PATH = "/console";

    private static final String FOLDER = "/META-INF/resources/console";
    private static final String PAGE = "/index.html";
    /** What the build lists, so that nothing else on the class path can be asked for. */
    private static final String LIST = "/files.txt";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2");
    private static final byte[] ABSENT = """
            <!doctype html><html lang="en"><title>Serai</title><p>This hub was built without its console.
            Build it with Node 20.19 or newer on the PATH, and without -DskipConsole.</p></html>
            """.getBytes(StandardCharsets.UTF_8);

    private final List<String> names;
    private final Map<String, File> files = new ConcurrentHashMap<>();

    private Console(List<String> names) {
        this.names = List.copyOf(names);
    }

    /** The one of this build; without Node the build leaves it out, and then a page says so. */
    public static Console shipped() {
        return new Console(read(LIST)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
                .orElse(List.of()));
    }

    /**
     * What a browser gets.
     *
     * @param zipped the bytes in gzip
     * @param lasting whether its name changes with its content, so that it may be kept for ever
     */
    public record File(String type, byte[] bytes, byte[] zipped, boolean lasting) {}

    /** @param path after {@value #PATH}, with its slash; empty for the page */
    public File at(String path) {
        String name = names.contains(path) ? path : PAGE;
        return files.computeIfAbsent(name, Console::file);
    }

    private static File file(String name) {
        byte[] bytes = read(name).orElse(ABSENT);
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        return new File(type, bytes, zipped(bytes), name.startsWith("/assets/"));
    }

    private static Optional<byte[]> read(String name) {
        try (@Nullable InputStream stream = Console.class.getResourceAsStream(FOLDER + name)) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        } catch (IOException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "the console cannot be read from its jar", e);
        }
    }

    private static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(zipped)) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
