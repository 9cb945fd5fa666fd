/** The console's files, as the hub serves them; what they are made of is in the module console. */
@org.jspecify.annotations.NullMarked
package io.serai.console;
