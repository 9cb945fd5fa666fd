package io.serai.connectors.jdbc;

import io.serai.connectors.Side;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;

/** From a driver's error to ours. A driver's message may quote a value, so it is never repeated. */
final class SqlErrors {
    /** What went wrong, whichever way the database is used. */
    enum Kind {
        LACKS_A_RIGHT,
        REFUSED_CREDENTIAL,
        UNREACHABLE,
        BUSY,
        NO_SUCH_COLUMN,
        BAD_STATEMENT,
        /** The database does not take a value. */
        BAD_VALUE,
        FAILED
    }

    private SqlErrors() {}

    /** @param where what was read or written, for the message */
    static SeraiException of(SQLException failure, Side side, String where) {
        Kind kind = kind(failure);
        return new SeraiException(
                code(kind, side),
                where + ": " + message(kind, side) + " (SQL state " + failure.getSQLState() + ")",
                failure);
    }

    static Kind kind(SQLException failure) {
        // Of a batch that failed the reason may come behind it.
        if (failure instanceof BatchUpdateException && failure.getNextException() != null) {
            return kind(failure.getNextException());
        }
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return switch (failure.getErrorCode()) {
            // MariaDB's and MySQL's numbers; PostgreSQL's driver says 0.
            case 1044, 1142, 1143, 1227, 1370 -> Kind.LACKS_A_RIGHT;
            case 1045, 1698 -> Kind.REFUSED_CREDENTIAL;
            case 1040, 1203, 1205, 1213, 1226 -> Kind.BUSY;
            case 1049 -> Kind.UNREACHABLE;
            case 1054, 1146 -> Kind.NO_SUCH_COLUMN;
            case 1064 -> Kind.BAD_STATEMENT;
            case 1048, 1264, 1265, 1292, 1366, 1406, 4025 -> Kind.BAD_VALUE;
            default -> kind(state);
        };
    }

    private static Kind kind(String state) {
        if (state.startsWith("28")) {
            return Kind.REFUSED_CREDENTIAL;
        }
        if (state.equals("42501")) {
            return Kind.LACKS_A_RIGHT;
        }
        if (state.equals("42P01") || state.equals("42703") || state.equals("3F000")) {
            return Kind.NO_SUCH_COLUMN;
        }
        if (state.equals("42601")) {
            return Kind.BAD_STATEMENT;
        }
        if (state.startsWith("22") || state.startsWith("23")) {
            return Kind.BAD_VALUE;
        }
        if (state.startsWith("08") || state.equals("3D000") || state.startsWith("57P")) {
            return Kind.UNREACHABLE;
        }
        return state.startsWith("53") || state.startsWith("40") ? Kind.BUSY : Kind.FAILED;
    }

    private static ErrorCode code(Kind kind, Side side) {
        return switch (kind) {
            case LACKS_A_RIGHT -> side.forbidden;
            case REFUSED_CREDENTIAL -> side.refusedCredential;
            case UNREACHABLE -> side.unreachable;
            case BUSY -> side.busy;
            case NO_SUCH_COLUMN -> side == Side.SOURCE ? ErrorCode.SOURCE_SCHEMA_CHANGED : ErrorCode.CONFIG_INVALID;
            case BAD_STATEMENT -> ErrorCode.CONFIG_INVALID;
            case BAD_VALUE, FAILED -> side.failed;
        };
    }

    private static String message(Kind kind, Side side) {
        boolean reads = side == Side.SOURCE;
        return switch (kind) {
            case LACKS_A_RIGHT ->
                "the user lacks a right. "
                        + (reads
                                ? "GRANT it SELECT on what is read."
                                : "GRANT it SELECT, INSERT, UPDATE and DELETE on the table.");
            case REFUSED_CREDENTIAL -> "the database refused user or password. Correct 'user' and 'password'.";
            case UNREACHABLE -> "the database cannot be reached. Check host, port and database in 'url'.";
            case BUSY -> "the database is too busy. " + side.again();
            case NO_SUCH_COLUMN ->
                "a table or column that is asked for is not there. "
                        + (reads
                                ? "Correct 'table', 'query', 'key' or 'cursor', or put it back."
                                : "Correct 'table', 'key' or the sync's fields, or make it.");
            case BAD_STATEMENT -> "the database does not understand the statement. Correct 'query'.";
            case BAD_VALUE, FAILED -> "the database failed. Its log says why.";
        };
    }

    /** Whether the statement would do for somebody who may more. */
    static boolean isMissingRight(SQLException failure) {
        return kind(failure) == Kind.LACKS_A_RIGHT;
    }

    /** Whether the same statement may succeed over a new connection. */
    static boolean isTransient(SQLException failure) {
        Kind kind = kind(failure);
        return kind == Kind.UNREACHABLE || kind == Kind.BUSY;
    }
}
