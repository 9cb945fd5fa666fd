package io.serai.connectors.jdbc;

import io.serai.connector.Connector;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Destination;
import io.serai.connector.Features;
import io.serai.connector.Operation;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.util.EnumSet;
import java.util.Optional;

/** Keeps a table of MariaDB, MySQL or PostgreSQL in step: a row a member, a column a field. */
public final class JdbcConnector implements Connector {
    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public ObjectShape options() {
        return Database.options();
    }

    @Override
    public ObjectShape audience() {
        return Shape.object("audience")
                .required("table", Shape.text(), "The table, written as in the catalogue; SCHEMA.TABLE if need be.")
                .required("key", Shape.text(), "The column of the identifier; unique by itself.")
                .build();
    }

    @Override
    public Optional<Features> features() {
        return Optional.of(Features.of(
                EnumSet.allOf(Operation.class), true, Features.Answers.PER_MEMBER, JdbcDestination.MAX_MEMBERS));
    }

    @Override
    public Destination open(Settings options, Settings audience, ConnectorContext context) {
        return new JdbcDestination(
                Database.of(options, context, Side.DESTINATION), audience.require("table"), audience.require("key"));
    }
}
