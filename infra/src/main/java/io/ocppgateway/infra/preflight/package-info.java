/// What a CDK command needs beside the template, looked at before the template is made: else it
/// would be missed later, in words that do not say what to do.
///
/// Read [io.ocppgateway.infra.preflight.Preflight] first. Nothing here may know the stack.
@NullMarked
package io.ocppgateway.infra.preflight;

import org.jspecify.annotations.NullMarked;
