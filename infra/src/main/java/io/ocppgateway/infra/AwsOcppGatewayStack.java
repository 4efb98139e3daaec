package io.ocppgateway.infra;

import io.ocppgateway.infra.artifacts.BuiltArtifacts;
import io.ocppgateway.infra.observability.Observability;
import io.ocppgateway.infra.observability.Watched;
import io.ocppgateway.infra.settings.ChargePointSecurity;
import io.ocppgateway.infra.settings.Egress;
import io.ocppgateway.infra.settings.ServiceSettings;
import io.ocppgateway.infra.settings.Setting;
import io.ocppgateway.infra.settings.Settings;
import io.ocppgateway.infra.settings.TlsEnd;
import io.ocppgateway.ocpp.registration.SecurityProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// The whole back end: the operator's data, the routing of messages, the gateway, and the endpoint
/// that charge points connect to.
final class AwsOcppGatewayStack extends Stack {

  /// @param settings what the operator decides
  /// @param artifacts what is deployed
  record Props(Settings settings, BuiltArtifacts artifacts) {}

  AwsOcppGatewayStack(Construct scope, Props props) {
    super(scope, props.settings().stackName(), stackProps(props.settings()));
    Settings settings = props.settings();
    OperatorData data =
        new OperatorData(
            this,
            "OperatorData",
            new OperatorData.Props(
                settings.routing().heartbeatRecords(),
                heartbeatTableName(settings),
                settings.retention().data()));
    Network network =
        new Network(
            this, "Network", new Network.Props(settings.network(), settings.retention().logs()));
    GatewayService gateway = gateway(props, network, data);
    MessageRouting routing =
        new MessageRouting(
            this,
            "MessageRouting",
            new MessageRouting.Props(
                props.artifacts().lambdasJar(),
                settings.routing(),
                settings.retention().logs(),
                data,
                new MessageOrigin(settings.nameInMessages(), gateway.roleId())));
    new Extensions(this, "Extensions", routing, data);
    Endpoint endpoint =
        new Endpoint(
            this,
            "Endpoint",
            new Endpoint.Props(
                network.vpc(),
                gateway,
                settings.address(),
                settings.security().tlsEnd(),
                settings.retention().logs()));
    new Observability(
        this,
        "Observability",
        new Observability.Props(
            settings.stackName(),
            settings.alarmEmail(),
            watched(routing, gateway, endpoint, network)));
    output("loadBalancerDnsName", endpoint.loadBalancerDnsName(), "Name of the load balancer");
    output("websocketURL", endpoint.websocketUrl(), "What charge points connect to");
    output(
        "credentialPepperArn",
        data.credentialPepper().getSecretArn(),
        "Secret that passwords are hashed with: --pepper-secret of ./cpo register");
    warnOf(settings.security());
    warnOfConnections(settings.network().egress(), settings.service());
  }

  /// The first zones of whatever region it is. Without this an explicit account would have the
  /// command line look the zones up, and the template depend on who synthesizes it.
  @Override
  public List<String> getAvailabilityZones() {
    return IntStream.range(0, Network.ZONES).mapToObj(i -> Fn.select(i, Fn.getAzs())).toList();
  }

  private static Watched watched(
      MessageRouting routing, GatewayService gateway, Endpoint endpoint, Network network) {
    Map<String, Watched.Function> functions = new LinkedHashMap<>();
    routing
        .functions()
        .forEach((name, function) ->
            functions.put(name, new Watched.Function(function.alias(), function.logs())));
    Map<String, String> ruleNames = new LinkedHashMap<>();
    routing.rules().forEach((name, rule) -> ruleNames.put(name, rule.name()));
    return new Watched(
        gateway.service(),
        gateway.logs(),
        endpoint.loadBalancer(),
        endpoint.targets(),
        network.natGatewayIds(),
        routing.answers().alias(),
        functions,
        ruleNames,
        routing.undelivered().logs(),
        routing.deadLetters());
  }

  private GatewayService gateway(Props props, Network network, OperatorData data) {
    Settings settings = props.settings();
    GatewayService gateway =
        new GatewayService(
            this,
            "GatewayService",
            new GatewayService.Props(
                network,
                settings.nameInMessages(),
                props.artifacts().gatewayImage(),
                data.chargePoints(),
                data.credentialPepper(),
                settings.security(),
                settings.service(),
                settings.retention().logs()));
    if (settings.network().egress() == Egress.VPC_ENDPOINTS) {
      PrivateEndpoints endpoints =
          new PrivateEndpoints(
              this,
              "PrivateEndpoints",
              new PrivateEndpoints.Props(
                  network.vpc(), network.taskSubnets(), gateway.securityGroup()));
      gateway.service().getNode().addDependency(endpoints);
    }
    return gateway;
  }

  private static StackProps stackProps(Settings settings) {
    return StackProps.builder()
        .description("Charge point operator's back end for OCPP")
        .env(Environment.builder().account(settings.account()).region(settings.region()).build())
        .build();
  }

  /// Known outside, as rules and examples name it; a second stack in the account must not collide.
  private static @Nullable String heartbeatTableName(Settings settings) {
    return settings.isDefaultStack() ? "chargePointHeartbeat" : null;
  }

  private void output(String name, String value, String description) {
    CfnOutput.Builder.create(this, name).value(value).description(description).build();
  }

  private void warnOf(ChargePointSecurity security) {
    if (security.tlsEnd() instanceof TlsEnd.Nowhere) {
      warn(
          "plainText",
          "Charge points connect over ws, without encryption: for trying out only. Set %s, and leave %s=NONE out."
              .formatted(Setting.DOMAIN_NAME.key(), Setting.TLS.key()));
    }
    if (security.profile() == SecurityProfile.NONE) {
      warn(
          "noPassword",
          "Charge points connect without a password (OCPP security profile 0): who knows an identity can take its place. Set %s to %d."
              .formatted(
                  Setting.SECURITY_PROFILE.key(), security.tlsEnd().withPassword().number()));
    }
  }

  /// What carries all connections to the broker, and not each task its own, has a limit.
  private void warnOfConnections(Egress egress, ServiceSettings service) {
    long planned = (long) service.maxTasks() * service.connectionsPerTask();
    long most =
        switch (egress) {
          case NAT -> Network.MOST_CONNECTIONS_BY_NAT;
          case VPC_ENDPOINTS -> PrivateEndpoints.MOST_CONNECTIONS;
          case PUBLIC_IP -> Long.MAX_VALUE;
        };
    if (planned > most) {
      warn(
          "connections",
          "%d tasks for %d charge points each would open %d connections to the broker, and %s carries %d when a zone is lost. Set %s to PUBLIC_IP, or fewer tasks."
              .formatted(
                  service.maxTasks(),
                  service.connectionsPerTask(),
                  planned,
                  egress,
                  most,
                  Setting.EGRESS.key()));
    }
  }

  private void warn(String id, String message) {
    Annotations.of(this).addWarningV2("io.ocppgateway:" + id, message);
  }
}
