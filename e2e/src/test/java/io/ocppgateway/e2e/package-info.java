/// The whole way of a message through the local stack, as its users go it. Tests only.
@NullMarked
package io.ocppgateway.e2e;

import org.jspecify.annotations.NullMarked;
