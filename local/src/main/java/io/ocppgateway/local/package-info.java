/// The deployed system on one machine: reads the synthesized template, starts what it knows, and
/// says what it does not run.
///
/// Read [io.ocppgateway.local.LocalStack] first: it starts everything below this package in order.
/// Gateway and functions are reached only by what the template says of them, so that what runs here
/// is what is deployed.
@NullMarked
package io.ocppgateway.local;

import org.jspecify.annotations.NullMarked;
