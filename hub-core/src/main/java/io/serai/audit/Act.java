package io.serai.audit;

import java.util.Locale;

/** What somebody did. */
public enum Act {
    MERGE,
    UNMERGE,
    REVIEW,
    SUPPRESS,
    UNSUPPRESS,
    PRIVACY_OPEN,
    PRIVACY_FULFIL,
    PRIVACY_REFUSE,
    RETRY,
    DISCARD,
    REVEAL,
    APPLY,
    UPLOAD,
    UPLOAD_REMOVE,
    IMPORT,
    SOURCE_RUN,
    SOURCE_CANCEL,
    SOURCE_PAUSE,
    SOURCE_RESUME,
    SOURCE_RESET,
    SOURCE_REPLAY,
    ROUTE_START,
    ROUTE_PAUSE,
    SYNC_RUN,
    SYNC_CANCEL,
    SYNC_PAUSE,
    SYNC_RESUME,
    SYNC_RELEASE,
    SYNC_ERASED,
    SIGN_IN,
    KEY_CREATE,
    KEY_REVOKE,
    USER_BLOCK,
    USER_UNBLOCK,
    DEFINITION_SAVE,
    DEFINITION_REMOVE,
    SECRET_SAVE,
    SECRET_REMOVE,
    SHUTDOWN;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
