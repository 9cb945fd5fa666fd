package io.serai.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder tree that programs lie in as Debian's packages lay them: the machine's own, or one that {@code ./serai test}
 * brought (see {@code .ci/bring}).
 *
 * @param root {@code /}, or the tree's top
 */
record Installation(Path root) {
    /** Where {@code .ci/bring} puts things. Root's home is closed to the user that PostgreSQL must run as. */
    static final Path CACHE = isRoot()
            ? Path.of("/var/cache/serai")
            : Path.of(System.getProperty("user.home")).resolve(".cache/serai");

    /** The machine's installation of something, or else the brought one. */
    static Optional<Installation> find(String name, String folder, String program) {
        return Stream.of(Path.of("/"), CACHE.resolve("debian").resolve(name))
                .map(Installation::new)
                .filter(installation -> installation.program(folder, program).isPresent())
                .findFirst();
    }

    /**
     * A program, of the highest version where there are several.
     *
     * @param folder under the root; its one {@code *} stands for a version
     */
    Optional<Path> program(String folder, String name) {
        int star = folder.indexOf('*');
        if (star < 0) {
            return Optional.of(root.resolve(folder).resolve(name)).filter(Files::isExecutable);
        }
        Path versions = root.resolve(folder.substring(0, star));
        String below = folder.substring(star + 2);
        return children(versions, "[0-9]*").stream()
                .max(Comparator.comparingInt(
                        version -> Integer.parseInt(version.getFileName().toString())))
                .map(version -> version.resolve(below).resolve(name))
                .filter(Files::isExecutable);
    }

    /** A process of this installation that writes into the log; it finds the libraries that came along. */
    ProcessBuilder process(List<String> command, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        List<Path> libraries = new ArrayList<>();
        if (root.getParent() != null) {
            libraries.addAll(children(root.resolve("usr/lib"), "*-linux-gnu*"));
            libraries.addAll(children(root.resolve("lib"), "*-linux-gnu*"));
        }
        if (!libraries.isEmpty()) {
            builder.environment()
                    .put(
                            "LD_LIBRARY_PATH",
                            String.join(
                                    ":", libraries.stream().map(Path::toString).toList()));
        }
        return builder;
    }

    /** Runs a command to its end. */
    void run(List<String> command, Path log) throws IOException {
        Process process = process(command, log).start();
        try {
            if (process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new IOException(command.get(0) + " failed: " + Files.readString(log));
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static List<Path> children(Path folder, String pattern) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, pattern)) {
            children.forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
