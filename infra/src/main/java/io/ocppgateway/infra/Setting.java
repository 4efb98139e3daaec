package io.ocppgateway.infra;

/// What can be set in the CDK context, with `-c key=value` or in `cdk.json`: as the README's table
/// tells it, which a test compares.
enum Setting {
  STACK_NAME(
      "stackName",
      "AwsOcppGatewayStack",
      "Name of the stack in CloudFormation. A stack of another name can stand beside the first; its"
          + " heartbeat table has a name of CloudFormation's."),
  HEARTBEAT_INTERVAL(
      "heartbeatInterval",
      "300",
      "Seconds between Heartbeats, told to charge points when they boot; 1 to 86400."),
  VALIDATION(
      "validation",
      "LENIENT",
      "What becomes of a message that breaks its OCPP schema: `LENIENT` answers it as well as can be"
          + " and logs the fault, `STRICT` refuses it with a CALLERROR."),
  DOMAIN_NAME(
      "domainName",
      "none",
      "A domain with a hosted zone in Route 53: charge points then connect to"
          + " `wss://gateway.<domainName>`, else to the load balancer's name over `ws://`."),
  HOSTED_ZONE_ID(
      "hostedZoneId",
      "looked up",
      "Id of that zone. Without it the CDK looks the zone up, for which `CDK_DEPLOY_ACCOUNT` and"
          + " `CDK_DEPLOY_REGION` must be set."),
  SECURITY_PROFILE(
      "securityProfile",
      "2 with a domain, else 0",
      "OCPP's security profile, of charge points whose item names none and the least that one may"
          + " name: 0 lets in who knows an identity, 1 asks for a password over `ws://`, 2 over"
          + " `wss://`, for which there has to be a domain.");

  private final String key;
  private final String standard;
  private final String meaning;

  Setting(String key, String standard, String meaning) {
    this.key = key;
    this.standard = standard;
    this.meaning = meaning;
  }

  /// Its name in the context.
  String key() {
    return key;
  }

  /// Its value where none is set; in words where that is no value.
  String standard() {
    return standard;
  }

  /// What it does, and what is allowed.
  String meaning() {
    return meaning;
  }
}
