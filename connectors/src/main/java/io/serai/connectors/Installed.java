package io.serai.connectors;

import io.serai.config.Extensions;
import io.serai.connector.Connector;
import io.serai.connector.Connectors;
import io.serai.connectors.file.FileSourceKind;
import io.serai.connectors.fixture.FixtureReader;
import io.serai.connectors.http.HttpConnectorReader;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.source.SourceKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The connectors and source kinds of this installation. */
public final class Installed implements Extensions {
    private static final List<SourceKind> SOURCE_KINDS = List.of(new FileSourceKind());

    @Override
    public ObjectShape connectorShape() {
        return HttpConnectorReader.SHAPE;
    }

    @Override
    public ObjectShape fixturesShape() {
        return FixtureReader.SHAPE;
    }

    @Override
    public Found find(Collection<Node> files, Problems problems) {
        Found shipped = ShippedConnectors.find(List.of(), problems);
        List<Connector> connectors = new ArrayList<>();
        shipped.connectors()
                .names()
                .forEach(name -> shipped.connectors().find(name).ifPresent(connectors::add));
        Map<String, SourceKind> kinds = new LinkedHashMap<>();
        SOURCE_KINDS.forEach(kind -> kinds.put(kind.name(), kind));
        shipped.sourceKinds().forEach(kind -> kinds.put(kind.name(), kind));
        for (Node file : files) {
            HttpConnectorReader.Sides sides = HttpConnectorReader.read(file, problems);
            sides.connector().ifPresent(connectors::add);
            sides.sourceKind().ifPresent(kind -> kinds.put(kind.name(), kind));
        }
        return new Found(new Connectors(connectors), List.copyOf(kinds.values()));
    }
}
