package io.serai.connectors;

import io.serai.connector.Connector;
import io.serai.document.Problem;
import io.serai.source.SourceKind;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Jars of other people's connectors and source kinds. Each has a class loader of its own, so two plugins may bring two
 * versions of one library; what is wrong with one is a problem at that jar and touches nothing else. Immutable.
 */
record Plugins(List<SourceKind> sourceKinds, List<Connector> connectors, List<Problem> problems) {
    static final Plugins NONE = new Plugins(List.of(), List.of(), List.of());

    Plugins {
        sourceKinds = List.copyOf(sourceKinds);
        connectors = List.copyOf(connectors);
        problems = List.copyOf(problems);
    }

    /** The {@code *.jar} of a folder in the order of their names; none if it is not there. */
    static Plugins load(Path folder) {
        if (!Files.isDirectory(folder)) {
            return NONE;
        }
        Loading loading = new Loading();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(loading::add);
        } catch (IOException e) {
            loading.problem(folder, "the folder of plugins cannot be read.", "Check its rights.");
        }
        return new Plugins(loading.sourceKinds, loading.connectors, loading.problems);
    }

    private static final class Loading {
        private final List<SourceKind> sourceKinds = new ArrayList<>();
        private final List<Connector> connectors = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private final Set<String> takenKinds = new HashSet<>();

        Loading() {
            ServiceLoader.load(SourceKind.class, Plugins.class.getClassLoader())
                    .forEach(kind -> takenKinds.add(kind.name()));
        }

        /** A plugin's code may throw anything, errors of linking first of all. */
        void add(Path jar) {
            try {
                ClassLoader loader = loader(jar);
                List<SourceKind> kinds = services(loader, SourceKind.class, SourceKind::name);
                List<Connector> found = services(loader, Connector.class, Connector::name);
                // What a kind is asked for with every reading of the configuration must work now.
                kinds.forEach(
                        kind -> List.of(kind.options().keys(), kind.stream().keys()));
                found.forEach(connector ->
                        List.of(connector.options().keys(), connector.audience().keys()));
                if (kinds.isEmpty() && found.isEmpty()) {
                    problem(
                            jar,
                            "the jar holds no connector.",
                            "Name its classes in META-INF/services/" + SourceKind.class.getName() + " or "
                                    + Connector.class.getName() + " in it, or take it away.");
                    return;
                }
                for (SourceKind kind : kinds) {
                    if (!takenKinds.add(kind.name())) {
                        problem(
                                jar,
                                "there is another source kind '" + kind.name() + "'.",
                                "Take one of the jars away; a kind that ships cannot be replaced.");
                        return;
                    }
                }
                sourceKinds.addAll(kinds);
                connectors.addAll(found);
            } catch (Exception | LinkageError | java.util.ServiceConfigurationError e) {
                problem(
                        jar,
                        "the jar cannot be loaded: " + e.getClass().getSimpleName() + ".",
                        "Use a version of it that was made for this version of Serai, or take it away.");
            }
        }

        private static ClassLoader loader(Path jar) throws MalformedURLException {
            // Open as long as the hub runs: its classes are loaded when they are first needed.
            return new URLClassLoader(
                    jar.getFileName().toString(), new URL[] {jar.toUri().toURL()}, Plugins.class.getClassLoader());
        }

        /** The jar's own: a class loader also finds what ships. */
        private static <T> List<T> services(ClassLoader loader, Class<T> type, Function<T, String> name) {
            List<T> own = new ArrayList<>();
            ServiceLoader.load(type, loader).stream()
                    .filter(provider -> provider.type().getClassLoader() == loader)
                    .map(ServiceLoader.Provider::get)
                    .filter(service -> !name.apply(service).isBlank())
                    .forEach(own::add);
            return own;
        }

        void problem(Path place, String message, String cure) {
            problems.add(new Problem(place.toString(), 1, "", message, cure));
        }
    }
}
