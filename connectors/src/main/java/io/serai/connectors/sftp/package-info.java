/** Folders on SSH servers as a source. */
@NullMarked
package io.serai.connectors.sftp;

import org.jspecify.annotations.NullMarked;
