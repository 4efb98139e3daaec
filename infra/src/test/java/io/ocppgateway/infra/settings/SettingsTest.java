package io.ocppgateway.infra.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.infra.settings.ServiceSettings.Architecture;
import io.ocppgateway.infra.settings.TlsEnd.ClientTrust;
import io.ocppgateway.ocpp.registration.SecurityProfile;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.RetentionDays;

class SettingsTest {

  private static final Map<String, String> NO_ENVIRONMENT = Map.of();
  private static final Map<String, String> DEPLOY_ENVIRONMENT =
      Map.of("CDK_DEPLOY_ACCOUNT", "123456789012", "CDK_DEPLOY_REGION", "eu-west-1");

  @Test
  void nothingSetMeansDefaults() {
    Settings settings = Settings.of(Map.of(), NO_ENVIRONMENT);

    assertThat(settings)
        .isEqualTo(
            new Settings(
                "AwsOcppGatewayStack",
                new RoutingSettings(
                    Duration.ofSeconds(300), Validation.LENIENT, true, FunctionLogLevel.INFO, null),
                new PublicAddress.LoadBalancer(),
                new ChargePointSecurity(SecurityProfile.NONE, new TlsEnd.Nowhere()),
                new NetworkSettings(Egress.NAT, true),
                new ServiceSettings(Architecture.ARM64, new TaskSize(256, 512), 2, 10, 5_000, 500),
                new Retention(RemovalPolicy.DESTROY, RetentionDays.ONE_MONTH),
                null,
                null,
                null));
  }

  @Test
  void everySettingIsRead() {
    Map<String, Object> context =
        Map.ofEntries(
            Map.entry("stackName", "Field-1"),
            Map.entry("heartbeatInterval", "60"),
            Map.entry("validation", "strict"),
            Map.entry("heartbeatRecords", "false"),
            Map.entry("functionLogLevel", "debug"),
            Map.entry("functionConcurrency", "50"),
            Map.entry("domainName", "charging.example.com"),
            Map.entry("hostedZoneId", "Z0123456789"),
            Map.entry("tls", "gateway"),
            Map.entry("certificateSecretArn", secret("certificate-AbCdEf")),
            Map.entry("clientAuthoritiesSecretArn", secret("authorities-GhIjKl")),
            Map.entry("clientOrganization", "Acme Charging"),
            Map.entry("securityProfile", "3"),
            Map.entry("egress", "VPC_ENDPOINTS"),
            Map.entry("flowLogs", "false"),
            Map.entry("architecture", "X86_64"),
            Map.entry("taskCpu", "2048"),
            Map.entry("taskMemory", "8192"),
            Map.entry("minTasks", "4"),
            Map.entry("maxTasks", "40"),
            Map.entry("connectionsPerTask", "20000"),
            Map.entry("connectsPerSecond", "2000"),
            Map.entry("retainData", "true"),
            Map.entry("logRetentionDays", "365"),
            Map.entry("alarmEmail", "cpo@example.com"));

    Settings settings = Settings.of(context, DEPLOY_ENVIRONMENT);

    assertThat(context).hasSameSizeAs(Setting.values());
    assertThat(settings)
        .isEqualTo(
            new Settings(
                "Field-1",
                new RoutingSettings(
                    Duration.ofSeconds(60), Validation.STRICT, false, FunctionLogLevel.DEBUG, 50),
                new PublicAddress.Domain("charging.example.com", "Z0123456789"),
                new ChargePointSecurity(
                    SecurityProfile.CLIENT_CERTIFICATE,
                    new TlsEnd.Gateway(
                        secret("certificate-AbCdEf"),
                        new ClientTrust.Issued(secret("authorities-GhIjKl"), "Acme Charging"))),
                new NetworkSettings(Egress.VPC_ENDPOINTS, false),
                new ServiceSettings(
                    Architecture.X86_64, new TaskSize(2048, 8192), 4, 40, 20_000, 2000),
                new Retention(RemovalPolicy.RETAIN, RetentionDays.ONE_YEAR),
                "cpo@example.com",
                "123456789012",
                "eu-west-1"));
  }

  @Test
  void numbersAndBooleansOfCdkJsonReadLikeTextOfTheCommandLine() {
    Map<String, Object> context = Map.of("heartbeatInterval", 60, "retainData", true);

    Settings settings = Settings.of(context, NO_ENVIRONMENT);

    assertThat(settings.routing().heartbeatInterval()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.retention().data()).isEqualTo(RemovalPolicy.RETAIN);
  }

  @Test
  void allFaultsAreReportedAtOnce() {
    Map<String, Object> context =
        Map.ofEntries(
            Map.entry("stackName", "1st"),
            Map.entry("heartbeatInterval", "often"),
            Map.entry("validation", "NONE"),
            Map.entry("heartbeatRecords", "yes"),
            Map.entry("functionLogLevel", "ALL"),
            Map.entry("functionConcurrency", "0"),
            Map.entry("domainName", "https://example.com"),
            Map.entry("hostedZoneId", "example.com"),
            Map.entry("tls", "ALB"),
            Map.entry("securityProfile", "high"),
            Map.entry("egress", "VPN"),
            Map.entry("architecture", "RISC"),
            Map.entry("taskCpu", "1000"),
            Map.entry("taskMemory", "3000"),
            Map.entry("minTasks", "1"),
            Map.entry("connectionsPerTask", "60000"),
            Map.entry("logRetentionDays", "31"),
            Map.entry("alarmEmail", "me"));
    Map<String, String> environment =
        Map.of("CDK_DEPLOY_ACCOUNT", "me", "CDK_DEPLOY_REGION", "Ireland");

    assertThatThrownBy(() -> Settings.of(context, environment))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessage(
            """
            The settings cannot be used:
              - stackName is '1st', but must be letters, digits and hyphens, a letter first
              - heartbeatInterval is 'often', but must be whole seconds from 1 to 86400
              - validation is 'NONE', but must be LENIENT or STRICT
              - heartbeatRecords is 'yes', but must be true or false
              - functionLogLevel is 'ALL', but must be INFO or DEBUG
              - functionConcurrency is '0', but must be a whole number from 1 to 1000
              - CDK_DEPLOY_ACCOUNT is 'me', but must be the 12 digits of an AWS account
              - CDK_DEPLOY_REGION is 'Ireland', but must be the name of a region, such as eu-west-1
              - domainName is 'https://example.com', but must be a domain in lower case of at most 56 characters, such as example.com
              - hostedZoneId is 'example.com', but must be the id of a Route 53 zone, such as Z0123456789
              - tls is 'ALB', but must be NLB, GATEWAY or NONE
              - securityProfile is 'high', but must be 0 or 2 with TLS that ends at the load balancer
              - egress is 'VPN', but must be NAT, PUBLIC_IP or VPC_ENDPOINTS
              - taskCpu is '1000', but must be 256, 512, 1024, 2048, 4096, 8192 or 16384
              - taskMemory is '3000', but must be 512, 1024 or 2048 with a taskCpu of 256
              - minTasks is '1', but must be a whole number from 2 to 1000
              - architecture is 'RISC', but must be ARM64 or X86_64
              - connectionsPerTask is '60000', but must be a whole number from 1 to 55000: the load balancer opens no more to one task
              - logRetentionDays is '31', but must be 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653
              - alarmEmail is 'me', but must be an e-mail address, such as cpo@example.com\
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "86401", "-10", "10.5", "10s", "99999999999"})
  void heartbeatIntervalOutOfBoundsIsRefused(String seconds) {
    refuses(Map.of("heartbeatInterval", seconds), "heartbeatInterval is '" + seconds + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "86400"})
  void heartbeatIntervalReachesItsBounds(String seconds) {
    Map<String, Object> context = Map.of("heartbeatInterval", seconds);

    Settings settings = Settings.of(context, NO_ENVIRONMENT);

    assertThat(settings.routing().heartbeatInterval()).hasSeconds(Long.parseLong(seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "heartbeatIntervall, heartbeatInterval",
    "heartbeat-interval, heartbeatInterval",
    "domainname, domainName",
    "maxTask, maxTasks",
    "retain_data, retainData",
    "egres, egress",
    "connectionPerTask, connectionsPerTask"
  })
  void keyThatIsNearlyASettingIsRefusedWithTheSettingsName(String key, String meant) {
    refuses(Map.of(key, "1"), key + " is no setting: is " + meant + " meant?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@aws-cdk/core:checkSecretUsage",
        "aws:cdk:enable-path-metadata",
        "availability-zones:account=123456789012:region=eu-west-1",
        "hosted-zone:account=123456789012:domainName=example.com:region=eu-west-1",
        "acknowledged-issue-numbers",
        "cli-telemetry",
        "environment",
        "owner"
      })
  void keysOfOthersArePassedOver(String key) {
    Map<String, Object> context = Map.of(key, "1");

    Settings settings = Settings.of(context, NO_ENVIRONMENT);

    assertThat(settings).isEqualTo(Settings.of(Map.of(), NO_ENVIRONMENT));
  }

  @Test
  void zoneWithoutDomainIsRefused() {
    refuses(Map.of("hostedZoneId", "Z0123456789"), "hostedZoneId is set, but domainName is not");
  }

  @Test
  void domainWithoutZoneNeedsAnAccountToLookItUpIn() {
    Map<String, Object> context = Map.of("domainName", "example.com");

    assertThat(Settings.of(context, DEPLOY_ENVIRONMENT).address())
        .isEqualTo(new PublicAddress.LookedUpDomain("example.com"));
    refuses(context, "domainName is set to 'example.com' without hostedZoneId");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 10, maxTasks, minTasks is '1'",
    "4, 3, maxTasks, 'maxTasks is 3, but minTasks is 4: set it to that or more'",
    "2, 1001, maxTasks, maxTasks is '1001'",
    "2, 9, connectsPerSecond, 'connectsPerSecond is 9 for 10 tasks: each needs one at least'"
  })
  void numbersOfTasksThatDoNotFitAreRefused(
      String minTasks, String other, String key, String reason) {
    refuses(Map.of("minTasks", minTasks, key, other), reason);
  }

  @Test
  void leastNumberOfTasksRaisesTheGreatest() {
    ServiceSettings service = Settings.of(Map.of("minTasks", 30), NO_ENVIRONMENT).service();

    assertThat(service.minTasks()).isEqualTo(30);
    assertThat(service.maxTasks()).isEqualTo(30);
  }

  @ParameterizedTest
  @CsvSource({"256, 512", "512, 1024", "1024, 2048", "2048, 4096", "4096, 8192", "16384, 32768"})
  void memoryFollowsTheProcessorUnlessItIsSaid(int cpu, int memory) {
    ServiceSettings service = Settings.of(Map.of("taskCpu", cpu), NO_ENVIRONMENT).service();

    assertThat(service.taskSize().memoryMiB()).isEqualTo(memory);
  }

  @ParameterizedTest
  @CsvSource({"256, 512", "256, 1024", "1024, 8192", "4096, 30720", "8192, 61440", "16384, 122880"})
  void everySizeOfFargateCanBeHad(int cpu, int memory) {
    Map<String, Object> context = Map.of("taskCpu", cpu, "taskMemory", memory);

    assertThat(Settings.of(context, NO_ENVIRONMENT).service().taskSize())
        .isEqualTo(new TaskSize(cpu, memory));
  }

  @ParameterizedTest
  @CsvSource({"256, 4096", "512, 512", "1024, 1024", "4096, 31744", "8192, 17408", "16384, 33792"})
  void sizeThatFargateDoesNotHaveIsRefused(String cpu, String memory) {
    refuses(
        Map.of("taskCpu", cpu, "taskMemory", memory),
        "taskMemory is '" + memory + "', but must be ");
  }

  private static void refuses(Map<String, Object> context, String reason) {
    assertThatThrownBy(() -> Settings.of(new HashMap<>(context), NO_ENVIRONMENT))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining(reason);
  }

  private static String secret(String name) {
    return "arn:aws:secretsmanager:eu-west-1:123456789012:secret:" + name;
  }
}
