package io.ocppgateway.cli.cost;

import io.ocppgateway.cli.price.Use;

/// A way to carry a fleet on AWS: what it uses of each meter.
sealed interface Design permits GatewayDesign, SampleDesign {

  /// For people.
  String name();

  /// How many tasks carry the fleet, on average over the month.
  int tasks(Month month);

  /// What each of them has.
  TaskSize task();

  /// What messages and connections use: nothing of it is used where nothing happens.
  Use ofTraffic(Events events);

  /// What is used because it stands there, or goes by bytes and hours.
  Use standing(Month month);

  /// All of it.
  default Use monthOf(Month month) {
    return ofTraffic(month.events()).plus(standing(month));
  }
}
