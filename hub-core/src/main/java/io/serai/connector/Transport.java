package io.serai.connector;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Sends HTTP requests. Thread-safe. Follows no redirects: a credential must not travel to another host. */
@FunctionalInterface
public interface Transport {
    /**
     * Sends a request and reads the whole answer, whatever its status.
     *
     * @throws IOException if no complete answer came within the time limit, or it is larger than allowed
     */
    Response send(Request request) throws IOException;

    /**
     * A request.
     *
     * @param body empty for none
     * @param timeout from sending until the last byte of the answer
     * @param maxResponseBytes a longer answer is an {@link IOException}
     */
    record Request(
            String method, URI url, Map<String, String> headers, byte[] body, Duration timeout, int maxResponseBytes) {
        public Request {
            headers = Map.copyOf(headers);
        }

        /** Without headers and body: they hold credentials and personal data. */
        @Override
        public String toString() {
            return method + " " + url.getScheme() + "://" + url.getAuthority();
        }
    }

    /** An answer; header names are in small letters. */
    record Response(int status, Map<String, List<String>> headers, byte[] body) {
        public Response {
            headers = Map.copyOf(headers);
        }

        /** The first value of a header. */
        public Optional<String> header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                    .findFirst();
        }

        @Override
        public String toString() {
            return "Response[" + status + "]";
        }
    }
}
