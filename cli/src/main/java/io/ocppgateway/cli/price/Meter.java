package io.ocppgateway.cli.price;

import java.math.BigDecimal;

/// What AWS meters of the way of a message, with its list price.
///
/// First tier of [#REGION], on demand, before taxes and without the free tier. What costs the same
/// however busy charge points are (load balancer, Fargate, NAT) is not here.
public enum Meter {
  /// Metered by the minute while a charge point is connected.
  IOT_CONNECTION_MINUTES("connection minutes", "0.08"),
  /// Published and delivered ones alike, and CONNECT and SUBSCRIBE; each 5 KB begun is one.
  IOT_MESSAGES("messages of up to 5 KB", "1.00"),
  /// Each rule whose topic filter matches, also where its WHERE does not hold; per 5 KB.
  IOT_RULES_TRIGGERED("rules triggered", "0.15"),
  /// At least one for each rule triggered; per 5 KB.
  IOT_ACTIONS("rule actions", "0.15"),
  /// Creating, looking up or deleting a thing; reading or writing a shadow; per 1 KB.
  IOT_REGISTRY_AND_SHADOW("registry and shadow operations", "1.25"),
  /// Invocations.
  LAMBDA_REQUESTS("Lambda requests", "0.20"),
  /// Memory by time, on ARM.
  LAMBDA_GB_SECONDS("Lambda GB-seconds", "13.3334"),
  /// Write request units of up to 1 KB.
  DYNAMODB_WRITES("DynamoDB writes", "0.625");

  /// The region that the prices are of; others differ by some tens of percent.
  public static final String REGION = "us-east-1";

  /// When the prices were last compared with AWS's published ones.
  public static final String AS_OF = "November 2026";

  private static final int MILLION = 6;

  private final String unit;
  private final BigDecimal usdPerMillion;

  Meter(String unit, String usdPerMillion) {
    this.unit = unit;
    this.usdPerMillion = new BigDecimal(usdPerMillion);
  }

  /// What is counted, in the plural.
  public String unit() {
    return unit;
  }

  /// The list price of a million units.
  public BigDecimal usdPerMillion() {
    return usdPerMillion;
  }

  /// What an amount costs, exactly.
  ///
  /// @param units how many
  public BigDecimal usd(double units) {
    return usdPerMillion.multiply(BigDecimal.valueOf(units)).movePointLeft(MILLION);
  }
}
