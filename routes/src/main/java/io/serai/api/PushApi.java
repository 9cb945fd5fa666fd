package io.serai.api;

import io.serai.access.Permission;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.operate.Operations;
import io.serai.profile.Streams.StreamName;
import java.util.List;

/** What senders push. They prove themselves to their source, not with the API's token. */
final class PushApi {
    private static final String NAME = "[a-z][a-z0-9_-]{0,62}";

    private final Operations hub;

    PushApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(new Endpoint("POST", "/v1/push/{source}/{stream}", Permission.OPEN, this::push));
    }

    private Reply push(Request request, List<String> names) {
        if (!names.stream().allMatch(name -> name.matches(NAME))) {
            throw new SeraiException(ErrorCode.NOT_FOUND, "There is nothing at this path.");
        }
        StreamName stream = new StreamName(names.get(0), names.get(1));
        int records = hub.pushes().push(stream, request::header, request.body());
        return Reply.json(202, Reply.object().put("records", records));
    }
}
