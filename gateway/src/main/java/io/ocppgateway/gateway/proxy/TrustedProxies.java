package io.ocppgateway.gateway.proxy;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;

/// The networks whose connections begin with a PROXY header, version 2, and are spoken for by it.
///
/// A connection from one of them must bring the header; from anywhere else none is understood, or
/// anybody could name whatever source address it likes.
///
/// @param networks in CIDR notation, none if nobody is trusted
/// @see "The PROXY protocol, versions 1 & 2, HAProxy Technologies, §2.2"
public record TrustedProxies(List<String> networks) {

  /// Nobody.
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  /// Checks that all are networks.
  ///
  /// @throws IllegalArgumentException if one is not; the message tells which
  public TrustedProxies {
    networks = List.copyOf(networks);
    networks.forEach(TrustedProxies::rule);
  }

  /// Reads networks that are separated by commas.
  ///
  /// @throws IllegalArgumentException if one is no network; the message tells which
  public static TrustedProxies parse(String text) {
    return new TrustedProxies(
        Arrays.stream(text.split(",")).map(String::strip).filter(each -> !each.isEmpty()).toList());
  }

  /// The same networks, ready to be compared with.
  Matcher matcher() {
    return new Matcher(networks.stream().map(TrustedProxies::rule).toList());
  }

  /// Compares addresses with networks. Safe for use by many threads.
  record Matcher(List<IpSubnetFilterRule> rules) {

    boolean matches(InetSocketAddress address) {
      for (IpSubnetFilterRule rule : rules) {
        if (rule.matches(address)) {
          return true;
        }
      }
      return false;
    }
  }

  private static IpSubnetFilterRule rule(String network) {
    try {
      return new IpSubnetFilterRule(network, IpFilterRuleType.ACCEPT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s', which is no network; give it in CIDR notation, for example 10.0.0.0/16"
              .formatted(network),
          e);
    }
  }
}
