/// The command line behind `./cpo`: one class per command.
///
/// Read [io.ocppgateway.cli.Cpo] first, then [io.ocppgateway.cli.shell.Target], which tells the
/// local stack from an AWS account. Commands parse, call and print; what is done is done by AWS
/// clients, by `local` and by `simulator`. Nothing here may know how the local stack works inside.
@NullMarked
package io.ocppgateway.cli;

import org.jspecify.annotations.NullMarked;
