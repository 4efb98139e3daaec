package io.ocppgateway.infra.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an operator decides: read once, from the CDK context (`-c heartbeatInterval=60`) and, for
/// the account and region, from the environment of the command.
///
/// @param stackName name of the stack in CloudFormation
/// @param routing the routing of messages
/// @param address where charge points find the gateway
/// @param security how charge points prove who they are
/// @param network the network
/// @param service the gateway's tasks
/// @param retention what is kept, and for how long
/// @param alarmEmail who hears of alarms; null: nobody by e-mail
/// @param account account to deploy to, 12 digits; null: that of the credentials at deployment
/// @param region region to deploy to; null: that of the credentials at deployment
public record Settings(
    String stackName,
    RoutingSettings routing,
    PublicAddress address,
    ChargePointSecurity security,
    NetworkSettings network,
    ServiceSettings service,
    Retention retention,
    @Nullable String alarmEmail,
    @Nullable String account,
    @Nullable String region) {

  /// Names the account to deploy to.
  public static final String ACCOUNT_VARIABLE = "CDK_DEPLOY_ACCOUNT";

  /// Names the region to deploy to.
  public static final String REGION_VARIABLE = "CDK_DEPLOY_REGION";

  /// Reads and checks all settings.
  ///
  /// @param context the whole context: settings are strings, numbers or booleans; what belongs to
  ///   others is passed over
  /// @param environment environment variables
  /// @throws InvalidSettingsException naming every setting that cannot be used
  public static Settings of(Map<String, ?> context, Map<String, String> environment) {
    return new SettingsReader(context, environment).read();
  }

  /// What the gateway calls its stack in each message; empty in the stack of the default name,
  /// whose messages are as the sample's.
  public String nameInMessages() {
    return isDefaultStack() ? "" : stackName;
  }

  /// Whether this is the stack of the default name, whose tables may carry the names known outside.
  public boolean isDefaultStack() {
    return stackName.equals(Setting.STACK_NAME.standard());
  }
}
