/// The rules of style that a machine can check, in one place for the tests of every module.
///
/// [io.ocppgateway.houserules.HouseRules] is all there is. It uses no module's code.
@NullMarked
package io.ocppgateway.houserules;

import org.jspecify.annotations.NullMarked;
