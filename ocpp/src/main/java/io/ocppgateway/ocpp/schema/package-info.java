/// The OCPP JSON schemas of all versions, and validation against them.
@NullMarked
package io.ocppgateway.ocpp.schema;

import org.jspecify.annotations.NullMarked;
