package io.serai.connectors.s3;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.connectors.filedrop.DropConnector;
import io.serai.connectors.filedrop.Place;
import io.serai.document.ObjectShape;

/** Drops files into a bucket. */
public final class S3DropConnector extends DropConnector {
    @Override
    public String name() {
        return "s3-drop";
    }

    @Override
    protected ObjectShape.Builder place() {
        return S3Login.options();
    }

    @Override
    protected Place place(Settings options, Settings audience, ConnectorContext context) {
        return new S3Place(
                S3Login.client(options, context, Side.DESTINATION),
                options.require("bucket"),
                S3Login.prefix(options),
                context.name());
    }
}
