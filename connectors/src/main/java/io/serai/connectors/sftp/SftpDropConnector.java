package io.serai.connectors.sftp;

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

/** Drops files into a folder on an SSH server. */
public final class SftpDropConnector implements Connector {
    @Override
    public String name() {
        return "sftp-drop";
    }

    @Override
    public ObjectShape options() {
        return FileDrop.options(SftpLogin.options());
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
        SftpServer server = new SftpServer(SftpLogin.of(options, context, Side.DESTINATION));
        return FileDrop.open(options, new SftpPlace(server), context);
    }
}
