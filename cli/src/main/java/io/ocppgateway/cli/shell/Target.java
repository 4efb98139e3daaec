package io.ocppgateway.cli.shell;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// What a command talks to: the local stack, or with `--aws` an AWS account. The options that say
/// so, and the clients that follow from them.
public final class Target {

  /// Names one endpoint for all services; the SDK's clients read it themselves.
  private static final String ONE_ENDPOINT = "AWS_ENDPOINT_URL";

  private static final int AWS_PORT = 4566;
  private static final String LOCAL_REGION = "eu-west-1";

  @Option(
      names = "--aws",
      description =
          "Against an AWS account, with the credentials and the region that the AWS CLI would use.")
  private boolean aws;

  @Option(
      names = "--aws-port",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description = "Port of the local stack's AWS endpoints. Default: 4566.")
  private @Nullable Integer awsPort;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      converter = EndpointConverter.class,
      description = "URL of the local stack's AWS endpoints. Default: http://localhost:4566.")
  private @Nullable URI endpoint;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "AWS region. Default: what AWS_REGION says; local without it: eu-west-1.")
  private @Nullable String region;

  private final Map<String, String> environment;
  private @Nullable CommandSpec command;

  /// A target of commands of this shell.
  public Target(Shell shell) {
    environment = shell.environment();
  }

  /// The command whose options these are; picocli sets it.
  @picocli.CommandLine.Spec(picocli.CommandLine.Spec.Target.MIXEE)
  public void setCommand(CommandSpec command) {
    this.command = command;
  }

  /// Whether it is an account, not the local stack.
  ///
  /// @throws ParameterException if options contradict each other
  public boolean isAws() {
    if (aws && (awsPort != null || endpoint != null)) {
      throw usage("--aws goes to an AWS account; --endpoint and --aws-port name the local stack");
    }
    if (awsPort != null && endpoint != null) {
      throw usage("give either --endpoint or --aws-port");
    }
    return aws;
  }

  /// The local stack's AWS endpoints.
  public URI localEndpoint() {
    return endpoint != null
        ? endpoint
        : URI.create("http://localhost:" + (awsPort != null ? awsPort : AWS_PORT));
  }

  /// The region of its clients.
  public Region region() {
    if (region != null) {
      return Region.of(region);
    }
    if (isAws()) {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    }
    return Region.of(
        environment.getOrDefault(
            "AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", LOCAL_REGION)));
  }

  /// With what its clients sign.
  public AwsCredentialsProvider credentials() {
    return isAws()
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
  }

  /// The IoT registry.
  public IotClient iot() {
    return configure(IotClient.builder()).build();
  }

  /// Messages and shadows.
  public IotDataPlaneClient iotData() {
    var builder = configure(IotDataPlaneClient.builder());
    if (isAws() && !environment.containsKey(ONE_ENDPOINT)) {
      builder.endpointOverride(URI.create("https://" + accountEndpoint()));
    }
    return builder.build();
  }

  /// Tables.
  public DynamoDbClient dynamoDb() {
    return configure(DynamoDbClient.builder()).build();
  }

  /// Secrets.
  public SecretsManagerClient secretsManager() {
    return configure(SecretsManagerClient.builder()).build();
  }

  /// The host of the account's own IoT endpoint.
  public String accountEndpoint() {
    try (IotClient iot = iot()) {
      return iot.describeEndpoint(request -> request.endpointType("iot:Data-ATS"))
          .endpointAddress();
    }
  }

  /// How a failed call to this target reads to the person at the keyboard, empty if it is no call
  /// to AWS that failed.
  public Optional<String> explain(Exception failure) {
    return AwsFailure.explain(failure, aws ? null : localEndpoint());
  }

  /// A local stack that is not there is not asked again: the answer is wanted now.
  private <B extends AwsClientBuilder<B, ?>> B configure(B builder) {
    builder.region(region()).credentialsProvider(credentials());
    if (!isAws()) {
      builder
          .endpointOverride(localEndpoint())
          .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }
    return builder;
  }

  private ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
  }

  /// Reads the URL of HTTP endpoints.
  static final class EndpointConverter implements ITypeConverter<URI> {

    @Override
    public URI convert(String text) {
      URI url = new UrlConverter().convert(text);
      String scheme = String.valueOf(url.getScheme());
      if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
        throw new TypeConversionException(
            "'%s' is no endpoint; allowed are http://host[:port] and https://…".formatted(text));
      }
      return url;
    }
  }
}
