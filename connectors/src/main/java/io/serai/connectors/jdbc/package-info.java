/** Databases as a source: tables and queries of MariaDB, MySQL and PostgreSQL, read by a cursor that loses no row. */
@NullMarked
package io.serai.connectors.jdbc;

import org.jspecify.annotations.NullMarked;
