/// What AWS charges for use: meters, list prices, and what an amount of use comes to.
///
/// Read [io.ocppgateway.cli.price.Meter] first: the prices stand there, and nowhere else. Nothing
/// here knows what is used or why.
@NullMarked
package io.ocppgateway.cli.price;

import org.jspecify.annotations.NullMarked;
