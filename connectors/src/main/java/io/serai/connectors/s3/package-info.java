/** Amazon S3 and what speaks its protocol, as a source. */
@NullMarked
package io.serai.connectors.s3;

import org.jspecify.annotations.NullMarked;
