package io.ocppgateway.infra;

import software.constructs.Construct;

/// What an operator adds to the stack: the one place for rules, functions and tables of one's own.
///
/// It ships empty and is never changed here, so that an update of the rest leaves it alone. A rule
/// is a line in the constructor: what it is called, which messages it takes, what it does with
/// them.
///
/// ```java
/// // A function of one's own beside ours.
/// routing.rule("Energy", Messages.observing("MeterValues"), "com.example.EnergyHandler");
///
/// // A function of one's own instead of ours, which has to answer.
/// LiveFunction vendor =
///     routing.rule("Vendor", Messages.insteadOfOurs("DataTransfer"), "com.example.VendorHandler");
/// new IotCore(this).grantAnswers(vendor.role());
///
/// // A row in a table, without a function.
/// routing.rule("Events", Messages.observing("SecurityEventNotification"), new PutRow(table));
/// ```
///
/// Each comes with its roles, its error action, its dead letters and its alarms. What a rule costs
/// stands in [Messages]; `docs/extend.md` has an example that runs.
final class Extensions extends Construct {

  /// @param routing takes rules and functions
  /// @param data the operator's tables
  Extensions(Construct scope, String id, MessageRouting routing, OperatorData data) {
    super(scope, id);
    // Your lines.
  }
}
