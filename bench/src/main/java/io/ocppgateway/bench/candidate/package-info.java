/// What is measured: this gateway, a relay in C that does as little as can be done, and HAProxy.
///
/// Read [io.ocppgateway.bench.candidate.Candidates] first.
@NullMarked
package io.ocppgateway.bench.candidate;

import org.jspecify.annotations.NullMarked;
