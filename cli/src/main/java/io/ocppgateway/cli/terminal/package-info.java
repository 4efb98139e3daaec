/// What a command may know of the terminal that it runs in: how wide it is, lines that are redrawn
/// in place, and how its Ctrl-C is heard.
///
/// Read [io.ocppgateway.cli.terminal.LiveBlock] first. The few calls to the C library, which has
/// what Java does not tell, are in one type; where they fail there is no terminal.
@NullMarked
package io.ocppgateway.cli.terminal;

import org.jspecify.annotations.NullMarked;
