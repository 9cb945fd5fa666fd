package io.serai.config;

import io.serai.alert.AlertDefinition;
import io.serai.alert.AlertReader;
import io.serai.connector.Connectors;
import io.serai.connector.DestinationDefinition;
import io.serai.connector.DestinationReader;
import io.serai.connector.Secrets;
import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.Problem;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.identity.IdentityRules;
import io.serai.identity.IdentityRulesReader;
import io.serai.mapping.Mapping;
import io.serai.mapping.MappingReader;
import io.serai.mapping.MappingTests;
import io.serai.match.MatchModel;
import io.serai.match.ModelReader;
import io.serai.schema.ProfileSchema;
import io.serai.schema.ProfileSchemaReader;
import io.serai.schema.ValueType;
import io.serai.segment.SegmentDefinition;
import io.serai.segment.SegmentReader;
import io.serai.sync.SyncDefinition;
import io.serai.sync.SyncReader;
import io.serai.trait.ComputedTrait;
import io.serai.trait.TraitReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Turns the texts of a configuration into a {@link HubConfig}, or into everything that is wrong with them. A function of
 * the texts and the environment: it reaches for nothing else but the secrets they name. Thread-safe.
 */
public final class ConfigReader {
    private final Extensions extensions;
    private final Map<String, String> environment;
    private final Supplier<Map<String, StoredSecrets.Kept>> kept;

    /** @param environment the variables {@code {{env:NAME}}} may name */
    public ConfigReader(Extensions extensions, Map<String, String> environment) {
        this(extensions, Map.copyOf(environment), Map::of);
    }

    private ConfigReader(
            Extensions extensions, Map<String, String> environment, Supplier<Map<String, StoredSecrets.Kept>> kept) {
        this.extensions = extensions;
        this.environment = environment;
        this.kept = kept;
    }

    /** One that knows secrets that were given over the API, too. */
    ConfigReader with(Supplier<Map<String, StoredSecrets.Kept>> secrets) {
        return new ConfigReader(extensions, environment, secrets);
    }

    /**
     * What came of reading.
     *
     * @param config empty if there is no usable schema, identity or hub to build on
     * @param problems by file and line
     */
    public record Result(Optional<HubConfig> config, List<Problem> problems) {
        /** The configuration if nothing at all is wrong with it. */
        public Optional<HubConfig> flawless() {
            return problems.isEmpty() ? config : Optional.empty();
        }
    }

    /** The shape of each kind of file. */
    public Map<Kind, Shape> shapes() {
        Map<Kind, Shape> shapes = new EnumMap<>(Kind.class);
        shapes.put(Kind.HUB, HubReader.SHAPE);
        shapes.put(Kind.SCHEMA, ProfileSchemaReader.SHAPE);
        shapes.put(Kind.IDENTITY, IdentityRulesReader.SHAPE);
        shapes.put(Kind.CONNECTOR, extensions.connectorShape());
        shapes.put(Kind.MAPPING, MappingReader.SHAPE);
        shapes.put(Kind.SOURCE, SourceReader.SHAPE);
        shapes.put(Kind.TRAIT, TraitReader.SHAPE);
        shapes.put(Kind.SEGMENT, SegmentReader.SHAPE);
        shapes.put(Kind.DESTINATION, DestinationReader.SHAPE);
        shapes.put(Kind.SYNC, SyncReader.SHAPE);
        shapes.put(Kind.ALERT, AlertReader.SHAPE);
        shapes.put(Kind.FIXTURES, extensions.fixturesShape());
        shapes.put(Kind.MODEL, ModelReader.SHAPE);
        return shapes;
    }

    /** What is wrong with the installation; it keeps no file from being used. */
    List<Problem> installationProblems() {
        return extensions.problems();
    }

    /** Reads texts by file name. */
    public Result read(Map<String, String> texts) {
        Problems problems = new Problems();
        Map<Kind, Map<String, Node>> files = sort(texts, problems);
        Optional<HubConfig> config = new Assembly(files, problems).build(texts);
        return new Result(config, problems.list());
    }

    /**
     * The hub file alone, which says where everything else is kept.
     *
     * @throws io.serai.error.SeraiException CONFIG_INVALID
     */
    public HubDefinition hub(Map<String, String> texts) {
        Problems problems = new Problems();
        Optional<Node> file = sort(texts, new Problems()).getOrDefault(Kind.HUB, Map.of()).values().stream()
                .findFirst()
                .flatMap(root -> Document.parse(root.file(), texts.getOrDefault(root.file(), ""), problems));
        Optional<HubDefinition> hub = file.isEmpty()
                ? Optional.of(HubDefinition.DEFAULT)
                : file.flatMap(root -> HubReader.read(root, environment, problems));
        problems.throwIfAny();
        return hub.orElse(HubDefinition.DEFAULT);
    }

    /** The kind of file a text is, if it can be told. */
    static Optional<Kind> kindOf(String text) {
        return Document.parse("", text, new Problems()).flatMap(ConfigReader::kind);
    }

    /** What tells items apart. */
    record Identity(Kind kind, String name) {}

    static Optional<Identity> identityOf(String text) {
        return Document.parse("", text, new Problems())
                .flatMap(root -> kind(root).map(kind -> new Identity(kind, nameOf(kind, root))));
    }

    private static Optional<Kind> kind(Node root) {
        return root.entries().keySet().stream().findFirst().flatMap(Kind::of);
    }

    private static Map<Kind, Map<String, Node>> sort(Map<String, String> texts, Problems problems) {
        Map<Kind, Map<String, List<Node>>> found = new EnumMap<>(Kind.class);
        texts.forEach((file, text) -> Document.parse(file, text, problems).ifPresent(root -> {
            Optional<Kind> kind = kind(root);
            if (kind.isEmpty()) {
                String first = root.entries().keySet().stream().findFirst().orElse("");
                root.problem("'" + first + "' is no kind of file.", beginning(first));
                return;
            }
            String name = nameOf(kind.get(), root);
            found.computeIfAbsent(kind.get(), any -> new LinkedHashMap<>())
                    .computeIfAbsent(kind.get().isSingle() ? "" : name, any -> new ArrayList<>())
                    .add(root);
        }));
        Map<Kind, Map<String, Node>> files = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            Map<String, Node> ofKind = new LinkedHashMap<>();
            found.getOrDefault(kind, Map.of()).forEach((name, roots) -> {
                ofKind.put(name, roots.get(0));
                refuseDuplicates(kind, roots);
            });
            files.put(kind, ofKind);
        }
        return files;
    }

    private static String nameOf(Kind kind, Node root) {
        return root.get(kind.word()).filter(Node::isScalar).map(Node::text).orElse("");
    }

    private static String beginning(String first) {
        return io.serai.document.Similar.nearest(first, Kind.words())
                .map(near -> "Did you mean '" + near + "'?")
                .orElse("Begin it with one of " + String.join(", ", Kind.words()) + ".");
    }

    /** Every one of them has the problem: which of them is meant is the user's to say. */
    private static void refuseDuplicates(Kind kind, List<Node> roots) {
        if (roots.size() < 2) {
            return;
        }
        for (Node root : roots) {
            Node other = roots.get(root == roots.get(0) ? 1 : 0);
            root.problem(
                    kind.isSingle()
                            ? "there is another file of kind '" + kind.word() + "', " + other.file() + "."
                            : "there is another " + kind.word() + " of this name, in " + other.file() + ".",
                    kind.isSingle() ? "Keep one of them." : "Rename one of them.");
        }
    }

    /** One reading: the kinds in the order in which they build on each other. */
    private final class Assembly {
        private final Map<Kind, Map<String, Node>> files;
        private final Problems problems;
        private final Map<String, StoredSecrets.Kept> given = kept.get();

        Assembly(Map<Kind, Map<String, Node>> files, Problems problems) {
            this.files = files;
            this.problems = problems;
        }

        private Map<String, Node> of(Kind kind) {
            return files.getOrDefault(kind, Map.of());
        }

        Optional<HubConfig> build(Map<String, String> texts) {
            Optional<Node> hubFile = of(Kind.HUB).values().stream().findFirst();
            Optional<HubDefinition> hub = hubFile.isEmpty()
                    ? Optional.of(HubDefinition.DEFAULT)
                    : hubFile.flatMap(root -> HubReader.read(root, environment, problems));
            Secrets secrets = HubReader.secrets(
                    hubFile.flatMap(root -> root.get("dev"))
                            .filter(Node::isScalar)
                            .filter(dev -> dev.text().equals("true"))
                            .isPresent(),
                    environment);
            Secrets ours =
                    Secrets.kept(name -> Optional.ofNullable(given.get(name)).map(StoredSecrets.Kept::secret));
            Function<Node, Secrets> secretsOf = root -> Definitions.isOurs(root.file()) ? ours : secrets;
            Extensions.Found found = extensions.find(of(Kind.CONNECTOR).values(), problems);
            Connectors connectors = found.connectors();
            of(Kind.FIXTURES).values().forEach(extensions.fixturesShape()::accepts);
            Map<String, MatchModel> models = each(Kind.MODEL, root -> ModelReader.read(root, problems));
            Map<String, DestinationDefinition> destinations = each(
                    Kind.DESTINATION,
                    root -> DestinationReader.read(root, connectors, secretsOf.apply(root), problems));
            Map<String, SourceDefinition> sources = each(
                    Kind.SOURCE, root -> SourceReader.read(root, found.sourceKinds(), secretsOf.apply(root), problems));
            Map<String, AlertDefinition> alerts =
                    each(Kind.ALERT, root -> AlertReader.read(root, secretsOf.apply(root), problems));
            Optional<ProfileSchema> schema =
                    single(Kind.SCHEMA).flatMap(root -> ProfileSchemaReader.read(root, problems));
            Optional<Node> identity = single(Kind.IDENTITY);
            if (schema.isEmpty()) {
                checkShapes();
                return Optional.empty();
            }
            ProfileSchema known = schema.get();
            Optional<IdentityRules> rules =
                    identity.flatMap(root -> IdentityRulesReader.read(root, known, models, problems));
            Map<String, Mapping> mappings = each(Kind.MAPPING, root -> tested(root, known));
            List<ComputedTrait> traits = TraitReader.readAll(of(Kind.TRAIT).values(), known);
            Map<String, ValueType> computed = new LinkedHashMap<>();
            traits.forEach(trait -> computed.put(trait.name(), trait.type()));
            List<SegmentDefinition> segments =
                    SegmentReader.readAll(of(Kind.SEGMENT).values(), known, computed, streams(sources, mappings));
            Map<String, SyncDefinition> syncs =
                    each(Kind.SYNC, root -> SyncReader.read(root, known, computed.keySet(), problems));
            checkReferences();
            if (hub.isEmpty() || rules.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new HubConfig(
                    hub.get(),
                    known,
                    rules.get(),
                    connectors,
                    found.sourceKinds(),
                    mappings,
                    sources,
                    traits,
                    segments,
                    destinations,
                    syncs,
                    alerts,
                    items(texts)));
        }

        /** The streams of each source; those of files imported by hand are named for their mappings. */
        private static Map<String, Set<String>> streams(
                Map<String, SourceDefinition> sources, Map<String, Mapping> mappings) {
            Map<String, Set<String>> streams = new HashMap<>();
            streams.put("import", mappings.keySet());
            sources.forEach((name, source) -> streams.put(name, source.streams().keySet()));
            return streams;
        }

        private Optional<Mapping> tested(Node root, ProfileSchema schema) {
            Optional<Mapping> mapping = MappingReader.read(root, schema, problems);
            mapping.ifPresent(MappingTests::run);
            return mapping;
        }

        /** Without a schema only the form of the other files can be judged. */
        private void checkShapes() {
            Set<Kind> judged = EnumSet.of(Kind.IDENTITY, Kind.MAPPING, Kind.TRAIT, Kind.SEGMENT, Kind.SYNC);
            shapes().forEach((kind, shape) -> {
                if (judged.contains(kind)) {
                    of(kind).values().forEach(shape::accepts);
                }
            });
        }

        private Optional<Node> single(Kind kind) {
            Optional<Node> root = of(kind).values().stream().findFirst();
            if (root.isEmpty()) {
                String first = kind == Kind.SCHEMA ? "schema: profile" : "identity: default";
                problems.add(new Problem(
                        kind.word() + ".yaml",
                        1,
                        "",
                        "there is no file of kind '" + kind.word() + "'.",
                        "Write one that begins with '" + first
                                + "'. What is shipped counts where there is neither a schema nor rules."));
            }
            return root;
        }

        private <T> Map<String, T> each(Kind kind, Function<Node, Optional<T>> reader) {
            Map<String, T> read = new LinkedHashMap<>();
            of(kind).forEach((name, root) -> reader.apply(root).ifPresent(item -> read.put(name, item)));
            return read;
        }

        /** A name must lead to a file; whether that file is in order is said there. */
        private void checkReferences() {
            for (Node sync : of(Kind.SYNC).values()) {
                check(sync, "segment", Kind.SEGMENT);
                check(sync, "destination", Kind.DESTINATION);
            }
            for (Node source : of(Kind.SOURCE).values()) {
                source.get("streams")
                        .filter(Node::isMapping)
                        .ifPresent(streams ->
                                streams.entries().values().forEach(stream -> check(stream, "mapping", Kind.MAPPING)));
            }
        }

        private void check(Node from, String key, Kind kind) {
            Collection<String> known = of(kind).keySet();
            from.get(key)
                    .filter(Node::isScalar)
                    .filter(node -> !known.contains(node.text()))
                    .ifPresent(node -> node.problem(
                            "there is no " + kind.word() + " '" + node.text() + "'.",
                            SourceReader.cure(node.text(), known)));
        }

        private List<ConfigItem> items(Map<String, String> texts) {
            List<ConfigItem> items = new ArrayList<>();
            files.forEach((kind, ofKind) -> ofKind.values()
                    .forEach(root -> items.add(new ConfigItem(
                            kind, nameOf(kind, root), root.file(), version(texts.getOrDefault(root.file(), ""))))));
            return items;
        }

        /** A secret that is given anew makes another version of what names it. */
        private String version(String text) {
            StringBuilder all = new StringBuilder(text);
            Secrets.named(text)
                    .forEach(name -> Optional.ofNullable(given.get(name))
                            .ifPresent(secret -> all.append('\n').append(name).append(secret.version())));
            return ConfigFiles.version(all.toString());
        }
    }
}
