package io.ocppgateway.simulator.fault;

import io.ocppgateway.simulator.options.ChargePointOptions;
import java.net.URI;
import java.util.random.RandomGenerator;

/// Connects to `//ocpp//CP1` instead of `/ocpp/CP1`, as firmware does that joins URLs with a slash
/// of its own.
record DoubleSlash() implements Fault {

  @Override
  public String name() {
    return "double-slash";
  }

  @Override
  public String description() {
    return "doubles each slash in the path";
  }

  @Override
  public ChargePointOptions options(ChargePointOptions options, RandomGenerator random) {
    URI url = options.url();
    String path = url.getRawPath().replaceFirst("/+$", "").replace("/", "//");
    // The last slash of a URL is not told from none: of two, one is left, and one comes with the
    // identity.
    return options.withUrl(
        URI.create(url.getScheme() + "://" + url.getRawAuthority() + path + "//"));
  }
}
