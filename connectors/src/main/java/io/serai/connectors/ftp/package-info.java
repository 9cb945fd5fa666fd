/** Folders on FTP servers as a source, over TLS unless said otherwise. */
@NullMarked
package io.serai.connectors.ftp;

import org.jspecify.annotations.NullMarked;
