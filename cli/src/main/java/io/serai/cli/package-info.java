/** The command line: speaks to a hub over HTTP and nothing else. Data goes to stdout, talk to stderr. */
@NullMarked
package io.serai.cli;

import org.jspecify.annotations.NullMarked;
