/** MariaDB: connections, units of work, bulk loading, migrations and the embedded server. */
@NullMarked
package io.serai.store;

import org.jspecify.annotations.NullMarked;
