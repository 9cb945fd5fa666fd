package io.serai.audit;

import java.util.Locale;

/** What somebody did. */
public enum Act {
    MERGE,
    UNMERGE,
    REVIEW,
    SUPPRESS,
    UNSUPPRESS,
    DISCARD,
    REVEAL,
    APPLY,
    SYNC_PAUSE,
    SYNC_RESUME,
    SYNC_RELEASE,
    SIGN_IN,
    KEY_CREATE,
    KEY_REVOKE,
    DEFINITION_SAVE,
    DEFINITION_REMOVE,
    SECRET_SAVE,
    SECRET_REMOVE;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
