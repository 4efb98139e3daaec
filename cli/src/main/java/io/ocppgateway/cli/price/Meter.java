package io.ocppgateway.cli.price;

import java.math.BigDecimal;
import java.util.Map;

/// What AWS meters, with its list price: the one price table.
///
/// Of [#REGION], on demand, before taxes and without the free tier. A price is for what is used in
/// one month; where AWS has tiers that a fleet reaches, they are here. A GB is 10⁹ bytes.
public enum Meter {
  /// Metered by the minute while a charge point is connected.
  IOT_CONNECTION_MINUTES(
      Service.IOT_CORE, "connection minutes", Price.perMillion("0.08"), Source.IOT),
  /// Published and delivered ones alike, and CONNECT and SUBSCRIBE; each 5 KB begun is one.
  IOT_MESSAGES(
      Service.IOT_CORE, "messages of up to 5 KB", Price.perMillion("1.00"), Source.IOT_MESSAGES),
  /// Each rule whose topic filter matches, also where its WHERE does not hold; per 5 KB.
  IOT_RULES_TRIGGERED(
      Service.IOT_CORE, "rules triggered", Price.perMillion("0.15"), Source.IOT_RULES),
  /// At least one for each rule triggered; per 5 KB.
  IOT_ACTIONS(Service.IOT_CORE, "rule actions", Price.perMillion("0.15"), Source.IOT_RULES),
  /// Creating, looking up or deleting a thing; reading or writing a shadow; per 1 KB.
  IOT_REGISTRY_AND_SHADOW(
      Service.IOT_CORE, "registry and shadow operations", Price.perMillion("1.25"), Source.IOT),
  /// Sending, receiving and deleting, ten messages at most in one; also receiving nothing.
  SQS_REQUESTS(Service.SQS, "SQS requests", Price.perMillion("0.40"), Source.SQS),
  /// Invocations.
  LAMBDA_REQUESTS(Service.LAMBDA, "Lambda requests", Price.perMillion("0.20"), Source.LAMBDA),
  /// Memory by time, on ARM.
  LAMBDA_GB_SECONDS(
      Service.LAMBDA, "Lambda GB-seconds", Price.perMillion("13.3334"), Source.LAMBDA),
  /// Write request units of up to 1 KB.
  DYNAMODB_WRITES(Service.DYNAMODB, "DynamoDB writes", Price.perMillion("0.625"), Source.DYNAMODB),
  /// Read request units of up to 4 KB; one that need not be consistent is half a unit.
  DYNAMODB_READS(Service.DYNAMODB, "DynamoDB reads", Price.perMillion("0.125"), Source.DYNAMODB),
  /// Processors of tasks on ARM.
  FARGATE_ARM_VCPU_HOURS(Service.FARGATE, "vCPU-hours, ARM", Price.of("0.03238"), Source.FARGATE),
  /// Memory of tasks on ARM.
  FARGATE_ARM_GB_HOURS(Service.FARGATE, "GB-hours, ARM", Price.of("0.00356"), Source.FARGATE),
  /// Processors of tasks on x86.
  FARGATE_X86_VCPU_HOURS(Service.FARGATE, "vCPU-hours, x86", Price.of("0.04048"), Source.FARGATE),
  /// Memory of tasks on x86.
  FARGATE_X86_GB_HOURS(Service.FARGATE, "GB-hours, x86", Price.of("0.004445"), Source.FARGATE),
  /// That there is a load balancer.
  LOAD_BALANCER_HOURS(
      Service.LOAD_BALANCER, "load balancer hours", Price.of("0.0225"), Source.LOAD_BALANCER),
  /// What goes through it, by whichever of connections, new connections and bytes asks for most.
  LOAD_BALANCER_UNIT_HOURS(
      Service.LOAD_BALANCER, "capacity unit hours (NLCU)", Price.of("0.006"), Source.LOAD_BALANCER),
  /// That there is a NAT gateway; its address comes on top.
  NAT_GATEWAY_HOURS(Service.NETWORK, "NAT gateway hours", Price.of("0.045"), Source.NAT),
  /// Both ways.
  NAT_GATEWAY_GB(Service.NETWORK, "GB through NAT gateways", Price.of("0.045"), Source.NAT),
  /// For each service and zone.
  ENDPOINT_HOURS(Service.NETWORK, "interface endpoint hours", Price.of("0.01"), Source.NAT),
  /// Both ways.
  ENDPOINT_GB(Service.NETWORK, "GB through interface endpoints", Price.of("0.01"), Source.NAT),
  /// Of tasks, NAT gateways and load balancers alike.
  PUBLIC_ADDRESS_HOURS(
      Service.NETWORK, "public IPv4 address hours", Price.of("0.005"), Source.ADDRESS),
  /// To the internet; what comes in is free.
  TRANSFER_OUT_GB(Service.DATA_TRANSFER, "GB to charge points", Price.of("0.09"), Source.TRANSFER),
  /// As it is taken in.
  LOG_GB(Service.CLOUDWATCH, "GB of logs", Price.of("0.50"), Source.LOGS),
  /// What AWS itself writes of the network: flow logs, and the log of a load balancer.
  VENDED_LOG_GB(Service.CLOUDWATCH, "GB of AWS's own logs", Price.of("0.50"), Source.VENDED_LOGS),
  /// Each for a month: a name with its dimensions, of one's own or of Container Insights.
  CUSTOM_METRICS(Service.CLOUDWATCH, "custom metrics", Price.of("0.30"), Source.METRICS),
  /// Each for a month: one that looks at several metrics counts for each of them.
  ALARM_METRICS(Service.CLOUDWATCH, "metrics of alarms", Price.of("0.10"), Source.ALARMS),
  /// Each for a month.
  DASHBOARDS(Service.CLOUDWATCH, "dashboards", Price.of("3.00"), Source.LOGS),
  /// Each for a month.
  SECRETS(Service.SECRETS_MANAGER, "secrets", Price.of("0.40"), Source.SECRETS),
  /// Each for a month; each rotation, once a year, makes two of one at the most dearer by as much.
  KEYS(Service.KMS, "keys", Price.of("1.00"), Source.KEYS);

  /// The region that the prices are of; others differ by some tens of percent.
  public static final String REGION = "us-east-1";

  /// When the prices were last compared with what is published of them: see [#source()].
  public static final String AS_OF = "November 2026";

  private static final int MILLION = 6;

  /// What costs less beyond an amount.
  private static final Map<Meter, Price> BY_TIERS =
      Map.of(
          IOT_MESSAGES,
          Price.each(IOT_MESSAGES.usd)
              .beyond(1e9, Price.perMillion("0.80"))
              .beyond(5e9, Price.perMillion("0.70")));

  private final Service service;
  private final String unit;
  private final BigDecimal usd;
  private final String source;

  Meter(Service service, String unit, BigDecimal usd, String source) {
    this.service = service;
    this.unit = unit;
    this.usd = usd;
    this.source = source;
  }

  /// On whose bill it stands.
  public Service service() {
    return service;
  }

  /// What is counted, in the plural.
  public String unit() {
    return unit;
  }

  /// The list price of a million units, in the first tier.
  public BigDecimal usdPerMillion() {
    return usd.movePointRight(MILLION);
  }

  /// AWS's page of this price, and where what it says was read.
  public String source() {
    return source;
  }

  /// What an amount costs within one month, exactly.
  ///
  /// @param units how many
  public BigDecimal usd(double units) {
    return BY_TIERS.getOrDefault(this, Price.each(usd)).usd(units);
  }

  /// AWS's pages fill their tables in the browser: each was read in a text that quotes it.
  private static final class Source {
    static final String IOT =
        "aws.amazon.com/iot-core/pricing, by github.com/api-evangelist/amazon-iot-core";
    static final String IOT_MESSAGES =
        IOT
            + "; tiers in the proportion of Tokyo's, by qiita.com/thetsuthetsu/items/c0d5c01834965f853034";
    static final String IOT_RULES = "aws.amazon.com/iot-core/pricing, by public notes on GitHub";
    static final String SQS =
        "aws.amazon.com/sqs/pricing, by factualminds.com/blog/amazon-sqs-pricing-64kb-rule-fifo-vs-standard";
    static final String LAMBDA =
        "aws.amazon.com/lambda/pricing, by cloudchipr.com/blog/aws-lambda-pricing";
    static final String DYNAMODB =
        "aws.amazon.com/dynamodb/pricing, by airbyte.com/data-engineering-resources/dynamodb-pricing";
    static final String FARGATE =
        "aws.amazon.com/fargate/pricing, by vantage.sh/blog/fargate-pricing";
    static final String LOAD_BALANCER =
        "aws.amazon.com/elasticloadbalancing/pricing, by awsnegotiations.com/blog/elastic-load-balancer-cost";
    static final String NAT =
        "aws.amazon.com/vpc/pricing and privatelink/pricing, by zacfukuda.com/blog/aws-nat-gateway-vs-vpc-endpoint";
    static final String ADDRESS =
        "aws.amazon.com/vpc/pricing, by factualminds.com/blog/amazon-vpc-pricing-endpoints-peering-transit-gateway";
    static final String TRANSFER =
        "aws.amazon.com/ec2/pricing/on-demand, by cloudpipelines.pages.dev/guides/aws-nat-gateway-pricing-2026";
    static final String LOGS =
        "aws.amazon.com/cloudwatch/pricing, by factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards";
    static final String VENDED_LOGS =
        "aws.amazon.com/cloudwatch/pricing, by duckbillgroup.com/?p=9080";
    static final String METRICS =
        "aws.amazon.com/cloudwatch/pricing, by signoz.io/guides/cloudwatch-pricing";
    static final String ALARMS =
        "aws.amazon.com/cloudwatch/pricing, by c3x.dev/resources/aws/aws_cloudwatch_metric_alarm";
    static final String KEYS = "aws.amazon.com/kms/pricing, by wring.co/blog/aws-kms-pricing-guide";
    static final String SECRETS =
        "aws.amazon.com/secrets-manager/pricing, by hivebook.wiki/wiki/aws-secrets-manager-rotated-secrets-dynamic-db-credentials-kms";

    private Source() {}
  }
}
