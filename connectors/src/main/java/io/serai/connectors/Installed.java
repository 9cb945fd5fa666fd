package io.serai.connectors;

import io.serai.config.Extensions;
import io.serai.connector.Connector;
import io.serai.connector.Connectors;
import io.serai.connectors.file.FileSourceKind;
import io.serai.connectors.http.HttpConnectorReader;
import io.serai.connectors.jdbc.JdbcSourceKind;
import io.serai.connectors.kafka.KafkaSourceKind;
import io.serai.connectors.webhook.WebhookSourceKind;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.source.SourceKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The connectors and source kinds of this installation. */
public final class Installed implements Extensions {
    private static final List<SourceKind> SOURCE_KINDS =
            List.of(new FileSourceKind(), new JdbcSourceKind(), new KafkaSourceKind(), new WebhookSourceKind());

    @Override
    public List<SourceKind> sourceKinds() {
        return SOURCE_KINDS;
    }

    @Override
    public ObjectShape connectorShape() {
        return HttpConnectorReader.SHAPE;
    }

    @Override
    public Connectors connectors(Collection<Node> files, Problems problems) {
        Connectors shipped = ShippedConnectors.load(List.of(), problems);
        List<Connector> all = new ArrayList<>();
        shipped.names().forEach(name -> shipped.find(name).ifPresent(all::add));
        files.forEach(file -> HttpConnectorReader.read(file, problems).ifPresent(all::add));
        return new Connectors(all);
    }
}
