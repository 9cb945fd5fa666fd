package io.serai.connectors.sftp;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.connectors.filedrop.DropConnector;
import io.serai.connectors.filedrop.Place;
import io.serai.document.ObjectShape;

/** Drops files into a folder on an SSH server. */
public final class SftpDropConnector extends DropConnector {
    @Override
    public String name() {
        return "sftp-drop";
    }

    @Override
    protected ObjectShape.Builder place() {
        return SftpLogin.options();
    }

    @Override
    protected Place place(Settings options, Settings audience, ConnectorContext context) {
        return new SftpPlace(new SftpServer(SftpLogin.of(options, context, Side.DESTINATION)));
    }
}
