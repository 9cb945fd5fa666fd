package io.serai.connectors.http;

import com.fasterxml.jackson.databind.node.TextNode;

/** How the values of members are written in an address whose query is an expression in a language of the vendor's. */
enum Quote {
    /** As they are. */
    NONE,
    /** As literals of standard SQL, where nothing but the quote itself ends a literal. */
    SQL,
    /** As JSON texts. */
    JSON;

    String of(String value) {
        return switch (this) {
            case NONE -> value;
            case SQL -> "'" + value.replace("'", "''") + "'";
            case JSON -> TextNode.valueOf(value).toString();
        };
    }
}
