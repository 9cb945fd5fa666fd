package io.serai.format;

import java.io.IOException;

/** A file is damaged at a place after which nothing in it can be understood. The message is a whole sentence. */
final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;

    Damaged(String message) {
        super(message);
    }
}
