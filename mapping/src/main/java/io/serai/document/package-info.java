/** YAML documents with positions: every problem names its file, line and path, and a cure. */
@NullMarked
package io.serai.document;

import org.jspecify.annotations.NullMarked;
