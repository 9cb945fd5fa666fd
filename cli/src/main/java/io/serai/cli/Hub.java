package io.serai.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The hub that a command is for, and what said so.
 *
 * @param context its name if it is a context, else empty
 * @param urlFrom what named the address
 * @param tokenFrom what the token comes from; empty if there is none
 * @param token read when it is needed; empty if there is none, and the hub then says what it wants
 */
record Hub(URI url, String context, String urlFrom, String tokenFrom, Supplier<String> token) {
    private static final String LOCAL = "http://127.0.0.1:8080";

    /** What options say of the hub; empty where they do not. */
    record Options(String url, String token, String context, Optional<Path> data) {}

    /** Options go before the environment, that before the context in use, and that before this machine's own hub. */
    static Hub find(Options options, Surroundings surroundings) {
        return new Finder(options, surroundings).find();
    }

    /** @throws Failure USAGE */
    static URI address(String text) {
        if (!text.matches("https?://[^/?#@\\s]+/?")) {
            throw Failure.usage("A hub's address must look like http://127.0.0.1:8080.");
        }
        return URI.create(text);
    }

    /** Whether nobody on the way can listen. */
    static boolean isLocal(URI url) {
        return String.valueOf(url.getHost()).matches("localhost|127(\\.\\d+){3}|\\[::1]");
    }

    private record Finder(Options options, Surroundings surroundings) {
        /** An address with the token that belongs to it, if it is a context's. */
        private record Spot(URI url, String context, String from, String token) {}

        Hub find() {
            return withToken(spot());
        }

        private Spot spot() {
            if (!options.url().isEmpty() && !options.context().isEmpty()) {
                throw Failure.usage("Name the hub by --url or by --context, not by both.");
            }
            if (!options.context().isEmpty()) {
                return of(options.context(), "--context");
            }
            if (!options.url().isEmpty()) {
                return new Spot(address(options.url()), "", "--url", "");
            }
            if (surroundings.has("SERAI_URL")) {
                return new Spot(address(surroundings.text("SERAI_URL", "")), "", "SERAI_URL", "");
            }
            if (surroundings.has("SERAI_CONTEXT")) {
                return of(surroundings.text("SERAI_CONTEXT", ""), "SERAI_CONTEXT");
            }
            String current = Contexts.read(surroundings).current();
            return current.isEmpty()
                    ? new Spot(address(LOCAL), "", "this machine", "")
                    : of(current, "the context in use");
        }

        private Spot of(String name, String from) {
            Contexts.Context context = Contexts.read(surroundings).require(name);
            return new Spot(address(context.url()), name, from, context.token());
        }

        private Hub withToken(Spot spot) {
            boolean asked = spot.from().equals("--context") && !spot.token().isEmpty();
            if (!options.token().isEmpty()) {
                TokenReference given = new TokenReference(options.token());
                return hub(spot, "--token", () -> given.read(surroundings));
            }
            if (surroundings.has("SERAI_TOKEN") && !asked) {
                return hub(spot, "SERAI_TOKEN", () -> surroundings.text("SERAI_TOKEN", ""));
            }
            if (!spot.token().isEmpty()) {
                boolean named = TokenReference.isOne(spot.token());
                String from = "context " + spot.context() + (named ? ": " + spot.token() : "");
                return hub(
                        spot, from, () -> named ? new TokenReference(spot.token()).read(surroundings) : spot.token());
            }
            return folders()
                    .map(folder -> surroundings.directory().resolve(folder).resolve("api-token"))
                    .filter(Files::exists)
                    // It is an administrator's: it goes to no other machine unless somebody says so.
                    .filter(file -> options.data().isPresent() || isLocal(spot.url()))
                    .findFirst()
                    .map(file -> hub(spot, file.toString(), () -> TokenReference.file(file)))
                    .orElseGet(() -> hub(spot, "", () -> ""));
        }

        private Hub hub(Spot spot, String tokenFrom, Supplier<String> token) {
            return new Hub(spot.url(), spot.context(), spot.from(), tokenFrom, token);
        }

        private Stream<Path> folders() {
            return options.data()
                    .or(() -> Optional.of(surroundings.text("SERAI_DATA", ""))
                            .filter(folder -> !folder.isEmpty())
                            .map(Path::of))
                    .map(Stream::of)
                    .orElse(Stream.of(Path.of(".serai", "data"), Path.of(".serai", "demo", "data")));
        }
    }
}
