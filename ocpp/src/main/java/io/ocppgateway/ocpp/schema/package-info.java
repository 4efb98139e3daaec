/// The OCPP JSON schemas of all versions, and validation against them.
///
/// [io.ocppgateway.ocpp.schema.Schemas] is the door, [io.ocppgateway.ocpp.schema.Validation] what
/// comes out of it. The schemas are the Open Charge Alliance's, unmodified, put on the class path
/// when this module is built. Nothing outside this package knows the validator that is used.
@NullMarked
package io.ocppgateway.ocpp.schema;

import org.jspecify.annotations.NullMarked;
