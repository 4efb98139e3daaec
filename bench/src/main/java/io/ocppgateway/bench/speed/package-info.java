/// The benchmark: what the gateway costs beside a C program that does as little as can be done and
/// beside HAProxy, in one run on one machine.
///
/// Read [io.ocppgateway.bench.speed.SpeedBench] first, the command. Run by hand only: its figures
/// mean nothing on a machine that does other things meanwhile.
@NullMarked
package io.ocppgateway.bench.speed;

import org.jspecify.annotations.NullMarked;
