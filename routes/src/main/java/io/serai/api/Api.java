package io.serai.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Caller;
import io.serai.access.Credentials;
import io.serai.access.OidcSignIn;
import io.serai.access.Permission;
import io.serai.access.Sessions;
import io.serai.audit.Audit;
import io.serai.error.ErrorCode;
import io.serai.error.ErrorType;
import io.serai.error.SeraiException;
import io.serai.error.Traces;
import io.serai.group.GroupLevel;
import io.serai.jmx.Jolokia;
import io.serai.operate.Alerts;
import io.serai.operate.Attention;
import io.serai.operate.Failures;
import io.serai.operate.Meters;
import io.serai.operate.Operations;
import io.serai.operate.RouteControl;
import io.serai.operate.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The HTTP API: finds the endpoint and who asks, checks that they may, renders failures as problem documents (RFC 9457). Thread-safe. */
public final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    static final String PREFIX = "/api/v1";

    /** What is no fault of whoever asks. */
    private static final Set<ErrorType> OURS = EnumSet.of(ErrorType.RESOURCES, ErrorType.EXTERNAL, ErrorType.INTERNAL);

    private final List<Endpoint> endpoints;
    private final Credentials credentials;
    private final Admission admission;
    private final Repeats repeats;
    private final Audit audit;
    private final Described described = new Described();
    private final Meters meters;
    private final Failures failures;

    /**
     * @param provider where people at browsers may sign in; empty for nowhere
     * @param shutdown ends the hub; returns at once
     * @param metrics all metrics in Prometheus's text form
     */
    public Api(
            Operations hub,
            Status status,
            Attention attention,
            Alerts alerts,
            Meters meters,
            Credentials credentials,
            Sessions sessions,
            Optional<OidcSignIn> provider,
            Jolokia jolokia,
            Runnable shutdown,
            Supplier<String> metrics) {
        this.credentials = credentials;
        this.admission = new Admission(sessions);
        this.audit = hub.audit();
        this.repeats = new Repeats(hub.answers());
        this.meters = meters;
        this.failures = hub.failures();
        this.endpoints = Stream.of(
                        new HealthApi(status, metrics).endpoints(),
                        new DescriptionApi(described).endpoints(),
                        new StatusApi(status, attention, shutdown).endpoints(),
                        new AttentionApi(attention).endpoints(),
                        new AlertApi(alerts).endpoints(),
                        new JolokiaApi(jolokia).endpoints(),
                        new ImportApi(hub).endpoints(),
                        new UploadApi(hub).endpoints(),
                        new ProfileApi(hub).endpoints(),
                        new ProfileListApi(hub).endpoints(),
                        new IdentityApi(hub).endpoints(),
                        new IdentityPlanApi(hub).endpoints(),
                        new GroupApi(hub, GroupLevel.HOUSEHOLD).endpoints(),
                        new GroupApi(hub, GroupLevel.ACCOUNT).endpoints(),
                        new SchemaApi(hub).endpoints(),
                        new TraitApi(hub).endpoints(),
                        new SegmentApi(hub).endpoints(),
                        new DefinitionApi(hub).endpoints(),
                        new SecretApi(hub).endpoints(),
                        new ExportApi(hub).endpoints(),
                        new InsightApi(hub).endpoints(),
                        new DestinationApi(status).endpoints(),
                        new SyncApi(hub, status).endpoints(),
                        new MappingApi(hub).endpoints(),
                        new SourceApi(hub, status).endpoints(),
                        new ConnectorApi(hub).endpoints(),
                        new RouteApi(hub, status, meters.rates()).endpoints(),
                        new DeadLetterApi(hub).endpoints(),
                        new ChangeApi(hub).endpoints(),
                        new PrivacyApi(hub).endpoints(),
                        new AccessApi(hub).endpoints(),
                        new UserApi(hub).endpoints(),
                        new SessionApi(sessions, admission, credentials).endpoints(),
                        new ProviderApi(provider, sessions).endpoints(),
                        new PushApi(hub).endpoints())
                .flatMap(List::stream)
                .toList();
    }

    /** All there are, in no order that matters but between those that fit the same path: the first one answers. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /** Never throws: a failure is an answer. */
    public Reply handle(Request request) {
        long start = System.nanoTime();
        try (MDC.MDCCloseable ignored = MDC.putCloseable("requestId", request.id())) {
            Optional<Endpoint> endpoint = endpoints.stream()
                    .filter(known -> known.method().equals(request.method()))
                    .filter(known -> known.match(request.path()).isPresent())
                    .findFirst();
            // A label of few values: never what a client made up.
            String group = endpoint.map(Endpoint::group).orElse("other");
            Reply reply = answer(request, endpoint, group);
            meters.request(group, reply.status(), Duration.ofNanos(System.nanoTime() - start));
            LOG.debug("{} {}", request, reply.status());
            return reply;
        }
    }

    private Reply answer(Request request, Optional<Endpoint> endpoint, String group) {
        try {
            return dispatch(request, endpoint);
        } catch (SeraiException e) {
            if (OURS.contains(e.code().type())) {
                failures.note(RouteControl.API + group, e);
            }
            if (e.code() == ErrorCode.INTERNAL) {
                LOG.error("{} failed, request {}: {}", request, request.id(), Traces.withoutMessages(e));
            }
            return problem(e.code(), String.valueOf(e.getMessage()), request.id());
        } catch (RuntimeException e) {
            LOG.error("{} failed, request {}: {}", request, request.id(), Traces.withoutMessages(e));
            String detail = "Look for the request's id in the hub's log.";
            failures.note(RouteControl.API + group, new SeraiException(ErrorCode.INTERNAL, detail, e));
            return problem(ErrorCode.INTERNAL, detail, request.id());
        }
    }

    private Reply dispatch(Request request, Optional<Endpoint> endpoint) {
        Permission needed = endpoint.map(Endpoint::permission).orElse(Permission.HUB_READ);
        // What a sender proves itself with to an open endpoint is not for us to judge.
        Caller caller = needed == Permission.OPEN
                ? Caller.NOBODY
                : credentials.caller(admission.credential(request), request.address());
        caller.require(needed);
        Endpoint found = endpoint.orElseThrow(() -> missing(request));
        if (needed != Permission.OPEN) {
            request.allowParameters(described.parameters(found));
        }
        Request known = request.from(caller);
        List<String> names = found.match(request.path()).orElseThrow();
        return repeats.once(known, () -> done(found, known, names));
    }

    private Reply done(Endpoint endpoint, Request request, List<String> names) {
        endpoint.deed().ifPresent(act -> audit.append(request.by(), act, endpoint.target(names), ""));
        return endpoint.handler().handle(request, names);
    }

    private SeraiException missing(Request request) {
        List<String> methods = endpoints.stream()
                .filter(one -> one.match(request.path()).isPresent())
                .map(Endpoint::method)
                .distinct()
                .sorted()
                .toList();
        return methods.isEmpty()
                ? new SeraiException(ErrorCode.NOT_FOUND, "There is nothing at this path.")
                : new SeraiException(
                        ErrorCode.METHOD_NOT_OFFERED,
                        "The method " + request.method() + " is not offered here; " + String.join(", ", methods)
                                + " is.");
    }

    private static Reply problem(ErrorCode code, String detail, String requestId) {
        ObjectNode problem = Reply.object()
                .put("type", "https://serai.io/errors/" + code.name())
                .put("title", code.summary())
                .put("status", status(code))
                .put("code", code.name())
                .put("detail", detail)
                .put("requestId", requestId);
        byte[] body = problem.toString().getBytes(StandardCharsets.UTF_8);
        Reply reply = Reply.whole(status(code), "application/problem+json", body);
        return wait(code)
                .map(seconds -> reply.with("Retry-After", Integer.toString(seconds)))
                .orElse(reply);
    }

    /** After how many seconds it may be otherwise; empty if time alone changes nothing. */
    private static Optional<Integer> wait(ErrorCode code) {
        if (code == ErrorCode.TOO_MANY_ATTEMPTS) {
            return Optional.of(60);
        }
        return code.isRetriable() ? Optional.of(5) : Optional.empty();
    }

    private static int status(ErrorCode code) {
        return switch (code) {
            case NOT_AUTHENTICATED -> 401;
            case METHOD_NOT_OFFERED -> 405;
            case CONFLICT -> 409;
            case RECORD_MALFORMED -> 422;
            case TOO_MANY_ATTEMPTS -> 429;
            default ->
                switch (code.type()) {
                    case USER -> 400;
                    case ACCESS -> 403;
                    case NOT_FOUND -> 404;
                    case RESOURCES -> 503;
                    case EXTERNAL -> 502;
                    case INTERNAL -> 500;
                };
        };
    }
}
