/// The AWS services in memory, as far as handlers can tell.
package io.ocppgateway.lambdas.fake;
