package io.serai.connectors.jdbc;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.sql.SQLException;

/** From a driver's error to ours. A driver's message may quote a value, so it is never repeated. */
final class SqlErrors {
    private SqlErrors() {}

    /** @param where what was read, for the message */
    static SeraiException of(SQLException failure, String where) {
        ErrorCode code = code(failure);
        return new SeraiException(
                code, where + ": " + message(code) + " (SQL state " + failure.getSQLState() + ")", failure);
    }

    private static ErrorCode code(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        switch (failure.getErrorCode()) {
            // MariaDB's and MySQL's numbers; PostgreSQL's driver says 0.
            case 1044, 1142, 1143, 1227, 1370 -> {
                return ErrorCode.SOURCE_FORBIDDEN;
            }
            case 1045, 1698 -> {
                return ErrorCode.SOURCE_REFUSED_CREDENTIAL;
            }
            case 1040, 1203, 1205, 1213, 1226 -> {
                return ErrorCode.SOURCE_BUSY;
            }
            case 1049 -> {
                return ErrorCode.SOURCE_UNREACHABLE;
            }
            case 1054, 1146 -> {
                return ErrorCode.SOURCE_SCHEMA_CHANGED;
            }
            case 1064 -> {
                return ErrorCode.CONFIG_INVALID;
            }
            default -> {
                return code(state);
            }
        }
    }

    private static ErrorCode code(String state) {
        if (state.startsWith("28")) {
            return ErrorCode.SOURCE_REFUSED_CREDENTIAL;
        }
        if (state.equals("42501")) {
            return ErrorCode.SOURCE_FORBIDDEN;
        }
        if (state.equals("42P01") || state.equals("42703") || state.equals("3F000")) {
            return ErrorCode.SOURCE_SCHEMA_CHANGED;
        }
        if (state.equals("42601")) {
            return ErrorCode.CONFIG_INVALID;
        }
        if (state.startsWith("08") || state.equals("3D000") || state.startsWith("57P")) {
            return ErrorCode.SOURCE_UNREACHABLE;
        }
        return state.startsWith("53") || state.startsWith("40") ? ErrorCode.SOURCE_BUSY : ErrorCode.SOURCE_FAILED;
    }

    private static String message(ErrorCode code) {
        return switch (code) {
            case SOURCE_FORBIDDEN -> "the user lacks a right. GRANT it SELECT on what is read.";
            case SOURCE_REFUSED_CREDENTIAL -> "the database refused user or password. Correct 'user' and 'password'.";
            case SOURCE_UNREACHABLE -> "the database cannot be reached. Check host, port and database in 'url'.";
            case SOURCE_BUSY -> "the database is too busy. The next look tries again.";
            case SOURCE_SCHEMA_CHANGED ->
                "a table or column that is asked for is not there. Correct 'table', 'query',"
                        + " 'key' or 'cursor', or put it back.";
            case CONFIG_INVALID -> "the database does not understand the statement. Correct 'query'.";
            default -> "the database failed. Its log says why.";
        };
    }

    /** Whether the same statement may succeed over a new connection. */
    static boolean isTransient(SeraiException failure) {
        return failure.code() == ErrorCode.SOURCE_UNREACHABLE || failure.code() == ErrorCode.SOURCE_BUSY;
    }
}
