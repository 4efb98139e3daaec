package io.ocppgateway.cli.price;

/// What stands on AWS's bill as one service, in the order of a message's way.
public enum Service {
  /// The broker, its rules, the registry and the shadows.
  IOT_CORE("AWS IoT Core"),
  /// Between rule and function, where a design has a queue there.
  SQS("Amazon SQS"),
  /// What answers.
  LAMBDA("AWS Lambda"),
  /// The operator's tables.
  DYNAMODB("Amazon DynamoDB"),
  /// Where the gateway runs.
  FARGATE("AWS Fargate"),
  /// Where charge points come in.
  LOAD_BALANCER("Network Load Balancer"),
  /// How the gateway gets out: NAT gateways or endpoints; and all public addresses.
  NETWORK("NAT, endpoints, addresses"),
  /// What leaves AWS for charge points.
  DATA_TRANSFER("Data transfer out"),
  /// What functions and gateways log, and what watches them.
  CLOUDWATCH("Amazon CloudWatch"),
  /// Secrets at rest.
  SECRETS_MANAGER("AWS Secrets Manager"),
  /// Keys of a stack's own.
  KMS("AWS KMS");

  private final String title;

  Service(String title) {
    this.title = title;
  }

  /// For people.
  public String title() {
    return title;
  }
}
