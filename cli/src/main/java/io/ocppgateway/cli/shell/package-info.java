/// What commands have in common: what surrounds them, what they talk to, and how arguments are
/// read.
///
/// Read [io.ocppgateway.cli.shell.Shell] first, then [io.ocppgateway.cli.shell.Target], which tells
/// the local stack from an AWS account. No command is known here.
@NullMarked
package io.ocppgateway.cli.shell;

import org.jspecify.annotations.NullMarked;
