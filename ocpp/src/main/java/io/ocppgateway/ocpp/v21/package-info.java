/// The messages of OCPP 2.1: a pair of records per action, named as the specification names them.
///
/// Read [io.ocppgateway.ocpp.v21.V21Actions] first. In what charge points send every component may
/// be null: they leave out what the specification requires, and a handler decides what it can do
/// without. `customData` is an open object that any part of a message may hold.
@NullMarked
package io.ocppgateway.ocpp.v21;

import org.jspecify.annotations.NullMarked;
