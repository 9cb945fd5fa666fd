package io.serai.connectors.s3;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.connectors.objects.ObjectSource;
import io.serai.connectors.objects.ObjectSourceKind;
import io.serai.document.ObjectShape;
import io.serai.source.Source;
import java.time.Duration;

/** The source kind {@code s3}: the objects of a bucket. */
public final class S3SourceKind extends ObjectSourceKind {
    @Override
    public String name() {
        return "s3";
    }

    @Override
    public ObjectShape options() {
        return S3Login.options().build();
    }

    @Override
    public Source open(Settings options, ConnectorContext context) {
        S3Store store = new S3Store(
                S3Login.client(options, context, Side.SOURCE),
                options.require("bucket"),
                S3Login.prefix(options),
                context.name());
        return new ObjectSource(store, context, Duration.ZERO);
    }
}
