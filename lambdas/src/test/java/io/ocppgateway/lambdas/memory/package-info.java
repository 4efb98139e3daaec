/// The function in a JVM with as little memory as the stack gives it.
package io.ocppgateway.lambdas.memory;
