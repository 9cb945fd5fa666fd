package io.serai.api;

import io.serai.access.Permission;
import io.serai.audit.Act;
import io.serai.error.SeraiException;
import io.serai.operate.Operations;

/** Whether a request may see personal data. Each time it does, the audit trail says so first, without the data. */
final class Reveal {
    private Reveal() {}

    /**
     * @param what such as {@code profile 12}
     * @throws SeraiException NOT_ALLOWED if the request asks for what its caller may not see
     */
    static boolean allowed(Operations hub, Request request, String what) {
        String reason = request.header("x-serai-reveal").orElse("").strip();
        if (reason.isEmpty()) {
            return false;
        }
        request.caller().require(Permission.PEOPLE_REVEAL);
        hub.audit().append(request.by(), Act.REVEAL, what, reason);
        return true;
    }
}
