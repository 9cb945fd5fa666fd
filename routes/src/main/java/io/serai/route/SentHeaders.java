package io.serai.route;

import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/** Which headers an answer of ours may have. Camel's own rule takes {@code Cache-Control} out, which we set on purpose. */
public final class SentHeaders extends HttpHeaderFilterStrategy {
    public SentHeaders() {
        getOutFilter().remove("cache-control");
    }
}
