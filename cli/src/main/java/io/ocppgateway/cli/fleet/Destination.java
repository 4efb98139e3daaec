package io.ocppgateway.cli.fleet;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Whether a fleet stays on this machine.
public final class Destination {

  private Destination() {}

  /// Whether every address of the URL's host is a loopback address. A host that is not known is not
  /// on this machine.
  public static boolean isThisMachine(URI url) {
    try {
      return Arrays.stream(InetAddress.getAllByName(url.getHost()))
          .allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
