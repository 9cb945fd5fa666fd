package io.serai.connectors.s3;

import io.serai.connector.Connector;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Destination;
import io.serai.connector.Features;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.connectors.filedrop.FileDrop;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.util.Optional;

/** Drops files into a bucket. */
public final class S3DropConnector implements Connector {
    @Override
    public String name() {
        return "s3-drop";
    }

    @Override
    public ObjectShape options() {
        return FileDrop.options(S3Login.options());
    }

    @Override
    public ObjectShape audience() {
        return Shape.object("audience").build();
    }

    @Override
    public Optional<Features> features() {
        return Optional.of(FileDrop.FEATURES);
    }

    @Override
    public Destination open(Settings options, Settings audience, ConnectorContext context) {
        S3Place place = new S3Place(
                S3Login.client(options, context, Side.DESTINATION),
                options.require("bucket"),
                S3Login.prefix(options),
                context.name());
        return FileDrop.open(options, place, context);
    }
}
