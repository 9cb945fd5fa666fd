package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.connectors.http.SourceCalls.Answer;
import io.serai.connectors.http.SourceCalls.Ask;
import io.serai.connectors.http.StreamDefinition.Call;
import io.serai.connectors.http.StreamDefinition.Pager;
import io.serai.connectors.http.StreamDefinition.Pass;
import io.serai.connectors.http.StreamDefinition.Removed;
import io.serai.connectors.http.StreamDefinition.Since;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.raw.RawItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads pages of records. What it answers as its state is one of: a time, from which all that comes later is asked for
 * again (and a little before it, for what became visible late); a link that the source made; nothing, where all is read
 * every time. Not thread-safe.
 */
final class PagedReader implements PassReader {
    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);
    private static final int MOST_RESTARTS = 3;

    private final Pass pass;
    private final At key;
    private final Map<String, JsonNode> settings;
    private final SourceCalls calls;
    private final Seen seen;
    private final Optional<Instant> known;
    private final String deltaLink;

    private Iterator<JsonNode> page = Collections.emptyIterator();
    private boolean ended;
    private int restarts;

    /** Where the page being yielded was had, and where the next one is. */
    private String pageLink;

    private String nextLink;
    private String token = "";
    private int offset;
    private int number;

    /** What is asked for from, and what was seen. */
    private Instant from = Instant.EPOCH;

    private final Instant earliest;
    private Optional<Instant> newest;
    /** When reading began, by the source's clock if it tells. */
    private Optional<Instant> sourceTime = Optional.empty();

    private Optional<Instant> began = Optional.empty();
    /** The key after which the records of time {@code from} are being asked for. */
    private Optional<String> tie = Optional.empty();

    PagedReader(Pass pass, At key, Map<String, JsonNode> settings, SourceCalls calls, JsonNode state) {
        this.pass = pass;
        this.key = key;
        this.settings = settings;
        this.calls = calls;
        this.seen = new Seen(state.path("seen"));
        this.known = Optional.ofNullable(state.path("time").textValue()).map(Instant::parse);
        this.newest = known;
        this.deltaLink = state.path("delta").asText("");
        this.nextLink = state.path("link").asText(deltaLink);
        this.pageLink = nextLink;
        this.earliest = pass.since().map(this::start).orElse(Instant.MIN);
        restart();
    }

    private Instant start(Since since) {
        return known.map(time -> time.minus(since.overlap()))
                .filter(time -> time.isAfter(since.start()))
                .orElse(since.start());
    }

    private void restart() {
        token = "";
        offset = 0;
        number = pass.pager() instanceof Pager.Counted counted ? counted.first() : 1;
        tie = Optional.empty();
        pass.since().ifPresent(since -> from = since.ascending() && restarts > 0 ? resumed(since) : earliest);
    }

    private Instant resumed(Since since) {
        return newest.map(time -> time.minus(since.overlap()))
                .filter(time -> time.isAfter(earliest))
                .orElse(earliest);
    }

    @Override
    public Optional<RawItem> next(long position) {
        while (true) {
            while (page.hasNext()) {
                Optional<JsonNode> wanted = look(page.next());
                if (wanted.isPresent()) {
                    return wanted.map(record -> PassReader.item(position, record));
                }
            }
            if (ended) {
                return Optional.empty();
            }
            fetch();
        }
    }

    /** Whether another request is needed for more. */
    boolean isAtPageEnd() {
        return !page.hasNext();
    }

    /** The record as it is to be yielded; empty if it is not. */
    private Optional<JsonNode> look(JsonNode record) {
        Optional<Since> since = pass.since();
        if (since.isPresent()) {
            Optional<Instant> time = since.get().format().read(since.get().at().in(record));
            if (time.isPresent() && time.get().isBefore(earliest)) {
                return Optional.empty();
            }
            newest = later(newest, time);
            if (!seen.add(record, time.orElse(newest.orElse(from)))) {
                return Optional.empty();
            }
        }
        boolean gone = pass.removed().filter(rule -> says(rule, record)).isPresent();
        if (gone) {
            return Optional.of(removed(pass.removed().orElseThrow(), record));
        }
        return pass.removedOnly() ? Optional.empty() : Optional.of(record);
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || (other.isPresent() && other.get().isAfter(one.get())) ? other : one;
    }

    private static boolean says(Removed rule, JsonNode record) {
        return rule.when().isEmpty() || rule.in().contains(rule.when().get().text(record));
    }

    private JsonNode removed(Removed rule, JsonNode record) {
        ObjectNode gone = JSON.objectNode();
        gone.set(key.name(), rule.key().in(record));
        gone.put("deleted", true);
        Moments format = pass.since().map(Since::format).orElse(Moments.ISO);
        rule.time()
                .flatMap(at -> format.read(at.in(record)))
                .ifPresent(time -> gone.put("deleted_at", time.toString()));
        return gone;
    }

    private void fetch() {
        Optional<Answer> got = answer();
        if (got.isEmpty()) {
            return;
        }
        Answer answer = got.get();
        if (began.isEmpty()) {
            sourceTime = answer.response().header("Date").flatMap(Account::httpDate);
            began = sourceTime.or(
                    () -> Optional.of(calls.account().context().clock().instant()));
        }
        JsonNode records = pass.records().in(answer.body());
        if (!records.isArray()) {
            throw calls.error(
                    ErrorCode.SOURCE_UNINTELLIGIBLE,
                    "answers no list of records where one is expected.",
                    "It is asked again; check its version if it stays so.");
        }
        Optional<Instant> last = lastTime(records);
        page = records.iterator();
        pageLink = nextLink;
        turn(answer, records, last);
    }

    /** Empty if what led to the page is too old, but there is something older to go on from. */
    private Optional<Answer> answer() {
        Set<Integer> expired = pass.delta().map(StreamDefinition.Delta::expired).orElse(Set.of());
        try {
            return Optional.of(calls.json(ask(), nextLink.isEmpty() ? Set.of() : expired));
        } catch (SeraiException e) {
            boolean isLast = nextLink.isEmpty() || nextLink.equals(deltaLink);
            if (e.code() != ErrorCode.CURSOR_INVALID || isLast || restarts >= MOST_RESTARTS) {
                throw e;
            }
            restarts++;
            nextLink = deltaLink;
            pageLink = nextLink;
            restart();
            return Optional.empty();
        }
    }

    private Ask ask() {
        Scope scope = Scope.of(variables());
        if (!nextLink.isEmpty()) {
            return calls.follow(nextLink, pass.call(), scope);
        }
        Call call = tie.isPresent() && pass.pager() instanceof Pager.Keyset keyset ? keyset.ties() : pass.call();
        return calls.ask(call, scope);
    }

    private Map<String, JsonNode> variables() {
        Map<String, JsonNode> values = new HashMap<>(settings);
        pass.since()
                .ifPresent(since ->
                        values.put("since", JSON.textNode(since.format().write(from))));
        tie.ifPresent(id -> values.put("after_id", JSON.textNode(id)));
        if (pass.pager() instanceof Pager.Counted counted) {
            values.put("limit", JSON.numberNode(counted.limit()));
            values.put("offset", JSON.numberNode(offset));
            values.put("page", JSON.numberNode(number));
        } else if (pass.pager() instanceof Pager.Keyset keyset) {
            values.put("limit", JSON.numberNode(keyset.limit()));
        } else if (!token.isEmpty()) {
            values.put("page", JSON.textNode(token));
        }
        return values;
    }

    /** The newest time of a page. A page without any tells that the field is gone: going on would lose changes. */
    private Optional<Instant> lastTime(JsonNode records) {
        if (pass.since().isEmpty()) {
            return Optional.empty();
        }
        Since since = pass.since().get();
        Optional<Instant> last = Optional.empty();
        for (JsonNode record : records) {
            last = later(last, since.format().read(since.at().in(record)));
        }
        if (last.isEmpty() && !records.isEmpty()) {
            throw calls.error(
                    ErrorCode.SOURCE_SCHEMA_CHANGED,
                    "answers records without a time in '" + since.at().name() + "', by which changes are found.",
                    "Let the stream ask for this field, or correct 'since' in its connector.");
        }
        return last;
    }

    private void turn(Answer answer, JsonNode records, Optional<Instant> last) {
        if (pass.pager() instanceof Pager.NextLink link) {
            String next = link.at()
                    .map(at -> at.text(answer.body()))
                    .orElseGet(() -> LinkHeader.next(answer.response().headers().getOrDefault("link", List.of())));
            refuseLoop(next, nextLink);
            nextLink = next;
            ended = next.isEmpty();
        } else if (pass.pager() instanceof Pager.Token tokenAt) {
            String next = tokenAt.at().text(answer.body());
            refuseLoop(next, token);
            token = next;
            ended = next.isEmpty();
        } else if (pass.pager() instanceof Pager.Counted counted) {
            offset += records.size();
            number++;
            ended = records.size() < counted.limit();
        } else if (pass.pager() instanceof Pager.Keyset keyset) {
            turn(keyset, records, last);
        } else {
            ended = true;
        }
        if (ended && pass.delta().isPresent()) {
            nextLink = pass.delta().get().link().text(answer.body());
            if (nextLink.isEmpty()) {
                throw calls.error(
                        ErrorCode.SOURCE_UNINTELLIGIBLE,
                        "makes no link to what will change.",
                        "Turn change tracking on for this kind of record.");
            }
        }
    }

    private void turn(Pager.Keyset keyset, JsonNode records, Optional<Instant> last) {
        Duration step = pass.since().orElseThrow().format().step();
        boolean full = records.size() >= keyset.limit();
        if (tie.isPresent()) {
            if (full) {
                String next = key.text(records.get(records.size() - 1));
                refuseLoop(next, tie.get());
                tie = Optional.of(next);
            } else {
                tie = Optional.empty();
                from = from.plus(step);
            }
        } else if (!full) {
            ended = true;
        } else if (last.isPresent() && last.get().isAfter(from)) {
            from = last.get();
        } else {
            tie = Optional.of(keyset.firstId());
        }
    }

    private void refuseLoop(String next, String before) {
        if (!next.isEmpty() && next.equals(before)) {
            throw calls.error(
                    ErrorCode.SOURCE_UNINTELLIGIBLE,
                    "leads from one page to the same page.",
                    "It is asked again; check its version if it stays so.");
        }
    }

    @Override
    public ObjectNode state() {
        ObjectNode state = JSON.objectNode();
        if (pass.delta().isPresent()) {
            boolean done = ended && !page.hasNext();
            put(state, "link", done ? "" : page.hasNext() ? pageLink : nextLink);
            put(state, "delta", done ? nextLink : deltaLink);
        }
        pass.since()
                .ifPresent(since -> reached(since).ifPresent(time -> {
                    state.put("time", time.toString());
                    seen.keep(state.putObject("seen"), time.minus(since.overlap()));
                }));
        return state;
    }

    /**
     * The time up to which all is yielded, but for what shows late. At the end that is when reading began, by the source's
     * own clock. Before that it is the newest record's time, if they come in its order; but pages may show several states
     * of things, and a record of the first page that changed while the last one was made is in neither: so it is never
     * later than when reading began, except where every page is asked for anew.
     */
    private Optional<Instant> reached(Since since) {
        boolean all = ended && !page.hasNext();
        if (all && sourceTime.isPresent()) {
            return later(known, sourceTime);
        }
        if (!since.ascending() && !all) {
            return known;
        }
        if (pass.pager() instanceof Pager.Keyset) {
            return newest;
        }
        return later(known, newest.map(time -> began.filter(time::isAfter).orElse(time)));
    }

    private static void put(ObjectNode state, String name, String text) {
        if (!text.isEmpty()) {
            state.put(name, text);
        }
    }
}
