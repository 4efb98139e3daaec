/// The messages of OCPP 1.6: a pair of records per action, named as the specification names them.
///
/// Read [io.ocppgateway.ocpp.v16.V16Actions] first. In requests every component may be null: charge
/// points leave out what the specification requires, and a handler decides what it can do without.
@NullMarked
package io.ocppgateway.ocpp.v16;

import org.jspecify.annotations.NullMarked;
