package io.serai.operate;

import io.serai.access.ApiKey;
import io.serai.alert.Concern;
import io.serai.alert.Trouble;
import io.serai.config.HubConfig;
import io.serai.connector.Settings;
import io.serai.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stops working on a day that is known already: credentials that say so, API keys, versions of vendors' APIs. */
final class Ends {
    private static final Duration CREDENTIAL = Duration.ofDays(30);
    private static final Duration API = Duration.ofDays(90);

    private final Instant now;
    private final List<Concern> found = new ArrayList<>();

    private Ends(Instant now) {
        this.now = now;
    }

    static List<Concern> of(HubConfig config, List<ApiKey> keys, Instant now) {
        Ends ends = new Ends(now);
        keys.forEach(ends::key);
        config.sources().values().forEach(source -> {
            ends.secrets("source", source.name(), List.of(source.options()), "/api/v1/sources");
            source.kind().sunset().ifPresent(day -> ends.sunset(source.kind().name(), day));
        });
        config.destinations().values().forEach(destination -> {
            List<Settings> settings = List.of(destination.options(), destination.audience());
            ends.secrets("destination", destination.name(), settings, "/api/v1/destinations");
            destination
                    .connector()
                    .features()
                    .flatMap(features -> features.sunset())
                    .ifPresent(day -> ends.sunset(destination.connector().name(), day));
        });
        config.alerts()
                .values()
                .forEach(alert -> ends.secrets("alert", alert.name(), List.of(alert.options()), "/api/v1/alerts"));
        return ends.found;
    }

    private void key(ApiKey key) {
        key.expiresAt()
                .filter(this::isNear)
                .ifPresent(end -> found.add(new Concern(
                        Trouble.EXPIRY,
                        "key",
                        key.name(),
                        ErrorCode.CREDENTIAL_ENDS,
                        now,
                        "The API key '" + key.name() + "' " + ends(end) + ".",
                        "Make another with 'serai key create', hand it over, then 'serai key revoke " + key.name()
                                + "'.",
                        "/api/v1/keys")));
    }

    private void secrets(String kind, String name, List<Settings> settings, String link) {
        Optional<Map.Entry<String, Instant>> first = settings.stream()
                .flatMap(some -> some.ends().entrySet().stream())
                .min(Map.Entry.comparingByValue());
        first.filter(end -> isNear(end.getValue()))
                .ifPresent(end -> found.add(new Concern(
                        Trouble.EXPIRY,
                        kind,
                        name,
                        ErrorCode.CREDENTIAL_ENDS,
                        now,
                        "The '" + end.getKey() + "' of " + kind + " '" + name + "' " + ends(end.getValue()) + ".",
                        "Get a new one where it was issued, and put it where the file's reference points.",
                        link)));
    }

    private boolean isNear(Instant end) {
        return end.isBefore(now.plus(CREDENTIAL));
    }

    private void sunset(String connector, LocalDate day) {
        Instant end = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        boolean known = found.stream()
                .anyMatch(one -> one.trouble() == Trouble.SUNSET && one.name().equals(connector));
        if (!known && end.isBefore(now.plus(API))) {
            found.add(new Concern(
                    Trouble.SUNSET,
                    "connector",
                    connector,
                    ErrorCode.API_ENDS,
                    now,
                    "The version of the API that '" + connector + "' is written for " + ends(end) + ".",
                    "Install a version of Serai or a connector file with a later one.",
                    "/api/v1/connectors"));
        }
    }

    private String ends(Instant end) {
        return (end.isAfter(now) ? "ends on " : "ended on ")
                + end.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
