/// AWS Lambda on this machine: the template's Java functions, run in this process from the jar that
/// is deployed.
///
/// Read [io.ocppgateway.local.lambda.Functions] first. Each jar has a class loader of its own that
/// sees the JDK and the Lambda interfaces of this process and nothing else of it. What functions
/// write to standard output and error goes to a file each. Environment variables cannot differ
/// within a process: a handler with a public constructor that takes a `Map<String, String>` gets
/// its function's environment there, any other sees this process's.
@NullMarked
package io.ocppgateway.local.lambda;

import org.jspecify.annotations.NullMarked;
