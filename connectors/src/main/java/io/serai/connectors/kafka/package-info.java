/** Kafka topics as a source, read by offsets that are kept with the records. */
@NullMarked
package io.serai.connectors.kafka;

import org.jspecify.annotations.NullMarked;
