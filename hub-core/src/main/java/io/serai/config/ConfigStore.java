package io.serai.config;

import io.serai.audit.Origin;
import io.serai.connector.Secret;
import io.serai.connector.Secrets;
import io.serai.document.Problem;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hub's configuration while it runs. Changed files are taken over one by one, each in its last good version if the new
 * one has problems; those versions outlive the process. The profile schema and the match rules, which the stored data
 * was made with, stay as they are until {@link #apply}. Thread-safe.
 */
public final class ConfigStore {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigStore.class);

    private final Path folder;
    private final Path lastGood;
    private final ConfigReader reader;
    private final Applied applied;
    private final Definitions definitions;
    private Map<String, String> seen;
    private SortedMap<String, String> good;
    private volatile Applied.Version version;
    private volatile ConfigState state;

    /**
     * Reads the configuration for the first time.
     *
     * @param lastGood the folder for the last good versions
     * @throws SeraiException CONFIG_INVALID if a file has problems and never ran in a version without
     */
    public ConfigStore(Path folder, Path lastGood, ConfigReader reader, Applied applied, Definitions definitions) {
        this.folder = folder;
        this.lastGood = lastGood;
        this.reader = reader.with(definitions.secrets()::open);
        this.applied = applied;
        this.definitions = definitions;
        this.good = new TreeMap<>(Files.isDirectory(lastGood) ? ConfigFiles.read(lastGood) : Map.of());
        SortedMap<String, String> files = files();
        this.seen = look(files);
        ConfigReader.Result wanted = this.reader.read(files);
        // What stands in the store can be mended only while a hub runs, so that hub leaves it out and says so.
        if (wanted.problems().stream()
                .anyMatch(problem -> !good.containsKey(problem.file()) && !Definitions.isOurs(problem.file()))) {
            throw LastGood.invalid(wanted.problems());
        }
        this.version = applied.find().orElseGet(() -> applied.save(new Kinds(files, good).texts()));
        this.state = settle(files, wanted);
        log();
    }

    /** Reads the hub file of a folder, which says where the rest is kept. */
    public static HubDefinition hub(Path folder, ConfigReader reader) {
        return reader.hub(ConfigFiles.read(folder));
    }

    /** Everything that is wrong with the files of a folder and with what is installed to serve them. */
    public static ConfigReader.Result check(Path folder, ConfigReader reader) {
        ConfigReader.Result files = reader.read(Shipped.complete(ConfigFiles.read(folder)));
        List<Problem> problems = new ArrayList<>(reader.installationProblems());
        problems.addAll(files.problems());
        return new ConfigReader.Result(files.config(), problems);
    }

    /** The configuration that runs. */
    public ConfigState state() {
        return state;
    }

    /** The files, what is shipped for what they lack, and what was made over the API and stands in none of them. */
    private SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>(Shipped.complete(ConfigFiles.read(folder)));
        definitions
                .newest()
                .forEach((file, version) -> version.text().ifPresent(text -> {
                    if (fileOf(files, ConfigReader.identityOf(text)).isEmpty()) {
                        files.put(file, text);
                    }
                }));
        return files;
    }

    /** What tells whether there is anything new: the files, and the versions of the secrets that they may name. */
    private Map<String, String> look(Map<String, String> files) {
        Map<String, String> all = new TreeMap<>(files);
        definitions
                .secrets()
                .list()
                .forEach(secret -> all.put("{{secret:" + secret.name() + "}}", Integer.toString(secret.version())));
        return all;
    }

    private static Optional<String> fileOf(Map<String, String> files, Optional<ConfigReader.Identity> item) {
        return files.entrySet().stream()
                .filter(file -> item.isPresent()
                        && ConfigReader.identityOf(file.getValue()).equals(item))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Every item as it is written now. */
    public List<Written> written() {
        Map<String, Definitions.Version> stored = definitions.newest();
        List<Problem> problems = state.problems();
        List<Written> all = new ArrayList<>();
        files().forEach((file, text) -> ConfigReader.identityOf(text)
                .ifPresent(item -> all.add(new Written(
                        item.kind(),
                        item.name(),
                        file,
                        stored.containsKey(file),
                        Optional.ofNullable(stored.get(file))
                                .map(version -> "v" + version.version())
                                .orElseGet(() -> ConfigFiles.version(text)),
                        text,
                        problems.stream()
                                .filter(problem -> problem.file().equals(file))
                                .toList()))));
        return all;
    }

    /** An item as it is written now; empty if there is none. */
    public Optional<Written> written(Kind kind, String name) {
        return written().stream()
                .filter(item -> item.kind() == kind && item.name().equals(name))
                .findFirst();
    }

    /** The items that could not run without this one. */
    public List<ConfigItem> dependents(Kind kind, String name) {
        SortedMap<String, String> files = files();
        Optional<String> file = fileOf(files, Optional.of(new ConfigReader.Identity(kind, name)));
        Set<String> wronged = wronged(files, all -> file.ifPresent(all::remove)).stream()
                .map(Problem::file)
                .collect(Collectors.toSet());
        return state.running().items().stream()
                .filter(item -> wronged.contains(item.file()))
                .toList();
    }

    /** What would be wrong after a change and is not wrong now. */
    private List<Problem> wronged(SortedMap<String, String> files, Consumer<Map<String, String>> change) {
        Set<Problem> before = reader.read(withApplied(files)).problems().stream()
                .map(ConfigStore::withoutCure)
                .collect(Collectors.toSet());
        change.accept(files);
        return reader.read(withApplied(files)).problems().stream()
                .filter(problem -> !before.contains(withoutCure(problem)))
                .toList();
    }

    /** A cure may list what else there is, which changes though the problem is the same. */
    private static Problem withoutCure(Problem problem) {
        return new Problem(problem.file(), problem.line(), problem.path(), problem.message(), "");
    }

    private static SeraiException inUse(List<Problem> problems) {
        return new SeraiException(
                ErrorCode.CONFLICT, problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }

    /** The versions of an item that were made over the API, the newest first. */
    public List<Definitions.Version> versions(Kind kind, String name) {
        return definitions.versions(kind, name);
    }

    /** The secrets that were given over the API. */
    public List<StoredSecrets.Entry> secrets() {
        return definitions.secrets().list();
    }

    /** The items made over the API that name a secret. */
    public List<Written> naming(String secret) {
        return written().stream()
                .filter(Written::stored)
                .filter(item -> Secrets.named(item.text()).contains(secret))
                .toList();
    }

    /** Keeps a secret; the next {@link #reload} has connections opened anew with it. Answers its version. */
    public int saveSecret(String name, Secret secret, Origin by) {
        return definitions.secrets().save(name, secret, by);
    }

    /**
     * Forgets a secret.
     *
     * @throws SeraiException CONFLICT if something names it, NOT_FOUND
     */
    public synchronized void removeSecret(String name, Origin by) {
        List<String> users = naming(name).stream()
                .map(item -> item.kind().word() + " '" + item.name() + "'")
                .toList();
        if (!users.isEmpty()) {
            throw new SeraiException(
                    ErrorCode.CONFLICT, "The secret '" + name + "' is named by " + String.join(", ", users) + ".");
        }
        if (!definitions.secrets().remove(name, by)) {
            throw new SeraiException(ErrorCode.NOT_FOUND, "There is no secret '" + name + "'.");
        }
    }

    /** What everything would come to with an item as given, whatever it is now. */
    public ConfigReader.Result with(Kind kind, String name, String text) {
        SortedMap<String, String> files = files();
        fileOf(files, Optional.of(new ConfigReader.Identity(kind, name))).ifPresent(files::remove);
        files.put(Definitions.file(kind, name), text);
        return reader.read(withApplied(files));
    }

    /**
     * Adds, changes or removes an item that stands in no file; the next {@link #reload} takes it over.
     *
     * @param text empty to remove it
     * @param expected the version it is a change of; empty for any
     * @return the number of its version now
     * @throws SeraiException CONFLICT if it stands in a file, if something builds on what is to be removed, or if somebody has
     *     changed it since; CONFIG_INVALID if it has problems
     */
    public synchronized int save(Kind kind, String name, Optional<String> text, Optional<Integer> expected, Origin by) {
        SortedMap<String, String> files = files();
        Optional<String> present = fileOf(files, Optional.of(new ConfigReader.Identity(kind, name)));
        String own = Definitions.file(kind, name);
        if (present.filter(file -> !file.equals(own)).isPresent()) {
            throw new SeraiException(
                    ErrorCode.CONFLICT,
                    "The " + kind.word() + " '" + name + "' stands in the file " + present.get()
                            + ", which goes before what the API says. Change that file.");
        }
        List<Problem> problems =
                wronged(files, all -> text.ifPresentOrElse(fresh -> all.put(own, fresh), () -> all.remove(own)));
        if (!problems.isEmpty()) {
            throw text.isPresent() ? LastGood.invalid(problems) : inUse(problems);
        }
        return definitions
                .save(List.of(new Definitions.Change(kind, name, text, expected)), by)
                .get(0);
    }

    /** What a set of definitions would change, and what would be wrong with all that is written then. */
    public DefinitionPlan plan(DefinitionSet set) {
        Comparison comparison = new Comparison(set, written(), definitions.newest());
        return comparison.plan(wronged(files(), comparison::lay));
    }

    /**
     * Makes a set of definitions what is written over the API: all of it, or nothing; the next {@link #reload} takes it over.
     *
     * @param seen the tag of the plan that was looked at
     * @throws SeraiException CONFLICT if the plan is another one now; CONFIG_INVALID if it has problems
     */
    public synchronized void define(DefinitionSet set, String seen, Origin by) {
        DefinitionPlan plan = plan(set);
        plan.require(seen);
        if (!plan.problems().isEmpty()) {
            throw LastGood.invalid(plan.problems());
        }
        definitions.save(
                plan.changes().stream().map(DefinitionPlan.Step::change).toList(), by);
    }

    /** What the files as they are now come to, were everything in them applied. */
    public ConfigReader.Result wanted() {
        return reader.read(files());
    }

    /**
     * Looks at the files and takes over what has changed; with {@code reload: false} only notes it.
     *
     * @return whether the running configuration is another one now
     */
    public synchronized boolean reload() {
        SortedMap<String, String> files = files();
        Map<String, String> now = look(files);
        if (now.equals(seen)) {
            return false;
        }
        seen = now;
        return state.running().hub().reload() ? advance(files) : hold(files);
    }

    /** Takes everything over, the profile schema and the match rules too. */
    public synchronized void apply() {
        SortedMap<String, String> files = files();
        ConfigReader.Result result = reader.read(files);
        if (result.flawless().isEmpty()) {
            throw LastGood.invalid(result.problems());
        }
        seen = look(files);
        version = applied.save(new Kinds(files, good).texts());
        advance(files);
    }

    /** The number of what was applied last, as far as this hub has taken it over. */
    public long applied() {
        return version.number();
    }

    /** Whether another hub of the store has applied something that this one has not taken over. */
    public boolean isOvertaken() {
        return applied.number() != version.number();
    }

    /**
     * Takes over the profile schema and the match rules that another hub applied.
     *
     * @throws SeraiException CONFIG_INVALID if this hub cannot run with them; it goes on with its own then
     */
    public synchronized void adopt() {
        Applied.Version before = version;
        version = applied.find().orElse(before);
        try {
            SortedMap<String, String> files = files();
            state = settle(files, reader.read(files));
        } catch (SeraiException e) {
            version = before;
            throw e;
        }
        log();
    }

    private boolean advance(SortedMap<String, String> files) {
        List<ConfigItem> before = state.running().items();
        ConfigReader.Result wanted = reader.read(files);
        try {
            state = settle(files, wanted);
        } catch (SeraiException e) {
            state = new ConfigState(state.running(), wanted.problems(), state.pending());
        }
        log();
        return !before.equals(state.running().items());
    }

    private boolean hold(SortedMap<String, String> files) {
        Set<Kind> pending = EnumSet.noneOf(Kind.class);
        ConfigReader.Result wanted = reader.read(files);
        List<ConfigItem> running = state.running().items();
        List<ConfigItem> items = wanted.config().map(HubConfig::items).orElse(List.of());
        items.stream().filter(item -> !running.contains(item)).forEach(item -> pending.add(item.kind()));
        running.stream().filter(item -> !items.contains(item)).forEach(item -> pending.add(item.kind()));
        state = new ConfigState(state.running(), wanted.problems(), pending);
        log();
        return false;
    }

    private ConfigState settle(SortedMap<String, String> files, ConfigReader.Result wanted) {
        LastGood.Settled settled = new LastGood(reader, good).settle(withApplied(files));
        if (!settled.texts().equals(good)) {
            good = settled.texts();
            ConfigFiles.write(lastGood, good);
        }
        Set<Problem> problems = new LinkedHashSet<>(reader.installationProblems());
        problems.addAll(wanted.problems());
        problems.addAll(settled.problems());
        return new ConfigState(settled.config(), new ArrayList<>(problems), pending(wanted, settled.config()));
    }

    private static Set<Kind> pending(ConfigReader.Result wanted, HubConfig running) {
        Set<Kind> pending = EnumSet.noneOf(Kind.class);
        wanted.config().ifPresent(files -> {
            if (!files.schema().equals(running.schema())) {
                pending.add(Kind.SCHEMA);
            }
            if (!files.rules().rules().equals(running.rules().rules())
                    || !files.rules().match().equals(running.rules().match())) {
                pending.add(Kind.IDENTITY);
            }
        });
        return pending;
    }

    private SortedMap<String, String> withApplied(SortedMap<String, String> files) {
        return new Kinds(files, good).with(version.texts());
    }

    private void log() {
        for (Problem problem : state.problems()) {
            LOG.warn("configuration: {}", problem);
        }
        if (!state.pending().isEmpty()) {
            LOG.warn("configuration: changes of {} wait for 'serai apply'", state.pending());
        }
    }
}
