package io.serai.api;

import io.serai.access.Permission;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** The API's description: the one that tests hold every answer against. It tells nothing of this hub. */
final class DescriptionApi {
    private final Reply description = Reply.whole(200, "application/yaml", read());

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/openapi.yaml", Permission.OPEN, (request, names) -> description));
    }

    private static byte[] read() {
        try (InputStream file = Objects.requireNonNull(DescriptionApi.class.getResourceAsStream("openapi.yaml"))) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "openapi.yaml cannot be read from the hub's own jar", e);
        }
    }
}
