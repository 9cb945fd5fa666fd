package io.serai.app;

import io.serai.sandbox.SandboxMailer;
import java.util.Optional;

/** The e-mail tool for trying things out, as a hub runs it. */
final class Sandbox {
    /** What its destinations give as api_key; no secret, for it holds nothing but what is tried out. */
    static final String KEY = "sandbox";

    private static final int BUSY_EVERY = 7;

    private Sandbox() {}

    /** Every seventh change is answered 429, as a busy tool would. */
    static SandboxMailer start(int port, DataFolder data) {
        return SandboxMailer.start(
                port,
                new SandboxMailer.Options(
                        KEY, BUSY_EVERY, "refused.example", Optional.of(data.resolve("sandbox.json"))));
    }
}
