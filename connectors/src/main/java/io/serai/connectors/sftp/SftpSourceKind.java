package io.serai.connectors.sftp;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.connectors.objects.ObjectSource;
import io.serai.connectors.objects.ObjectSourceKind;
import io.serai.document.ObjectShape;
import io.serai.source.Source;

/** The source kind {@code sftp}: the files of a folder on an SSH server. */
public final class SftpSourceKind extends ObjectSourceKind {
    @Override
    public String name() {
        return "sftp";
    }

    @Override
    public ObjectShape options() {
        return withSettle(SftpLogin.options()).build();
    }

    @Override
    public Source open(Settings options, ConnectorContext context) {
        SftpServer server = new SftpServer(SftpLogin.of(options, context, Side.SOURCE));
        return new ObjectSource(new SftpStore(server), context, settle(options));
    }
}
