package io.ocppgateway.infra;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.infra.settings.Setting;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What holds however the stack is set.
class InvariantsTest {

  /// Where anybody may come in.
  private static final String ENDPOINT = "EndpointSecurityGroup";

  /// Beginnings of private keys and access keys.
  private static final Pattern KEY_MATERIAL =
      Pattern.compile("-----BEGIN|PRIVATE KEY-----|\\b(AKIA|ASIA)[A-Z0-9]{16}\\b");

  /// What may be told in the environment; all else that is secret comes as a secret.
  private static final Pattern SECRET_NAME =
      Pattern.compile(".*(PASSWORD|PEPPER|TOKEN|_KEY|SECRET|_PEM).*");

  /// Lambda says for whom it assumes a role nowhere in its documentation. It takes roles of the
  /// function's own account only, of whoever may pass them.
  private static final Set<String> TRUSTED_AS_IT_IS = Set.of("lambda.amazonaws.com");

  static List<Variant> variants() {
    return SynthesizedVariants.all();
  }

  @Test
  void variantsMeetInPairs() {
    assertThat(variants().size()).isBetween(30, 60);
    assertThat(variants())
        .anyMatch(variant ->
            variant.sets(Setting.TLS, "GATEWAY") && variant.sets(Setting.EGRESS, "VPC_ENDPOINTS"));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void cloudFormationValidatorFindsNothing(Variant variant) {
    assertThat(SynthesizedVariants.of(variant).findings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void anybodyComesToTheLoadBalancerOnlyAndOnOnePort(Variant variant) {
    Synthesized stack = SynthesizedVariants.of(variant);

    Set<String> open =
        stack.resources().entrySet().stream()
            .flatMap(resource ->
                ingress(resource.getValue())
                    .filter(InvariantsTest::isOpen)
                    .map(rule ->
                        resource.getKey().replaceFirst("[0-9A-F]{8}$", "") + ":" + port(rule)))
            .collect(toSet());

    assertThat(open)
        .containsExactly(
            ENDPOINT + (stack.output("websocketURL").toString().contains("wss:") ? ":443" : ":80"));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void tasksAreReachedFromTheLoadBalancersSecurityGroupOnly(Variant variant) {
    List<JsonNode> intoTasks =
        SynthesizedVariants.of(variant).resources("AWS::EC2::SecurityGroupIngress").stream()
            .map(rule -> rule.get("Properties"))
            .filter(rule ->
                Synthesized.text(rule.get("GroupId")).contains("GatewayServiceSecurityGroup"))
            .toList();

    assertThat(intoTasks)
        .hasSize(2)
        .allSatisfy(rule -> {
          assertThat(rule.has("CidrIp")).isFalse();
          assertThat(rule.has("CidrIpv6")).isFalse();
          assertThat(Synthesized.text(rule.get("SourceSecurityGroupId"))).contains(ENDPOINT);
        });
  }

  @ParameterizedTest
  @MethodSource("variants")
  void nothingIsInTheDefaultSecurityGroup(Variant variant) {
    Synthesized stack = SynthesizedVariants.of(variant);

    assertThat(stack.template().toString()).doesNotContain("DefaultSecurityGroup");
    assertThat(
            stack
                .only("AWS::ECS::Service")
                .at("/NetworkConfiguration/AwsvpcConfiguration/SecurityGroups")
                .size())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void whatARuleFailsOnIsKept(Variant variant) {
    assertThat(SynthesizedVariants.of(variant).resources("AWS::IoT::TopicRule"))
        .isNotEmpty()
        .allSatisfy(rule ->
            assertThat(
                    rule.at("/Properties/TopicRulePayload/ErrorAction/Sqs/QueueUrl")
                        .isMissingNode())
                .isFalse());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyRuleTakesMessagesOfItsOwnStackOnly(Variant variant) {
    String ofMessages =
        variant.sets(Setting.STACK_NAME, "Second")
            ? "get(get_user_properties('stack'), 0) = 'Second'"
            : "isUndefined(get_user_properties('stack'))";
    String ofEvents = "startswith(principalIdentifier, '${GatewayServiceTaskRole.RoleId}:')";

    assertThat(SynthesizedVariants.of(variant).resources("AWS::IoT::TopicRule"))
        .isNotEmpty()
        .map(rule -> Synthesized.text(rule.at("/Properties/TopicRulePayload/Sql")))
        .allSatisfy(sql ->
            assertThat(sql)
                .contains(" WHERE " + (sql.contains("$aws/events/") ? ofEvents : ofMessages)));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void whoeverMayCallAFunctionDoesSoForThisAccount(Variant variant) {
    assertThat(SynthesizedVariants.of(variant).resources("AWS::Lambda::Permission"))
        .isNotEmpty()
        .map(permission -> permission.get("Properties"))
        .allSatisfy(permission -> {
          assertThat(Synthesized.text(permission.get("SourceAccount")))
              .isEqualTo("${AWS::AccountId}");
          assertThat(permission.has("SourceArn")).isTrue();
        });
  }

  @ParameterizedTest
  @MethodSource("variants")
  void rolesAreAssumedForThisAccount(Variant variant) {
    List<JsonNode> trusts =
        SynthesizedVariants.of(variant).resources("AWS::IAM::Role").stream()
            .flatMap(
                role -> role.at("/Properties/AssumeRolePolicyDocument/Statement").valueStream())
            .toList();

    assertThat(trusts)
        .map(trust -> trust.at("/Principal/Service").asString(""))
        .contains("iot.amazonaws.com", "ecs-tasks.amazonaws.com", "lambda.amazonaws.com");
    assertThat(trusts)
        .filteredOn(
            trust -> !TRUSTED_AS_IT_IS.contains(trust.at("/Principal/Service").asString("")))
        .allSatisfy(trust -> {
          assertThat(Synthesized.text(trust.at("/Condition/StringEquals/aws:SourceAccount")))
              .isEqualTo("${AWS::AccountId}");
          assertThat(
                  Synthesized.anywhere(
                      Synthesized.text(trust.at("/Condition/ArnLike/aws:SourceArn"))))
              .startsWith("arn:${AWS::Partition}:")
              .contains(":${AWS::Region}:${AWS::AccountId}:");
        });
  }

  @ParameterizedTest
  @MethodSource("variants")
  void thereIsNoKeyMaterial(Variant variant) {
    Synthesized stack = SynthesizedVariants.of(variant);

    String template = stack.template().toString();
    List<String> told =
        Stream.concat(
                stack
                    .only("AWS::ECS::TaskDefinition")
                    .at("/ContainerDefinitions/0/Environment")
                    .valueStream()
                    .map(entry -> entry.get("Name").asString()),
                stack.resources("AWS::Lambda::Function").stream()
                    .flatMap(function ->
                        function.at("/Properties/Environment/Variables").propertyStream())
                    .map(Map.Entry::getKey))
            .toList();

    assertThat(template).doesNotContainPattern(KEY_MATERIAL).doesNotContain("\"SecretString\"");
    assertThat(told).isNotEmpty().noneMatch(name -> SECRET_NAME.matcher(name).matches());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void noPermissionIsWiderThanItHasToBe(Variant variant) {
    Set<String> wide =
        PolicyTest.permissions(SynthesizedVariants.of(variant))
            .filter(permission -> permission.contains("*"))
            .collect(toSet());

    assertThat(PolicyTest.WILDCARDS.keySet()).containsAll(wide);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void policiesOfResourcesAllowNothingWiderThanTheyHaveTo(Variant variant) {
    Synthesized stack = SynthesizedVariants.of(variant);

    Set<String> wide =
        PolicyStatements.ofResources(stack).stream()
            .filter(PolicyStatements.Granted::isAllowed)
            .map(PolicyStatements.Granted::toString)
            .filter(granted -> granted.contains("*"))
            .collect(toSet());

    assertThat(wide).isEqualTo(PolicyTest.WILDCARDS_OF_RESOURCES.keySet());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void nobodyIsAllowedAllBut(Variant variant) {
    assertThat(SynthesizedVariants.of(variant).template().toString())
        .doesNotContain("NotAction", "NotResource", "NotPrincipal");
  }

  @ParameterizedTest
  @MethodSource("variants")
  void rolesHaveNoPermissionsButThoseOfTheStack(Variant variant) {
    assertThat(SynthesizedVariants.of(variant).resources("AWS::IAM::Role"))
        .isNotEmpty()
        .allSatisfy(role -> {
          assertThat(role.get("Properties").has("ManagedPolicyArns")).isFalse();
          assertThat(role.get("Properties").has("Policies")).isFalse();
        });
    assertThat(SynthesizedVariants.of(variant).resources("AWS::IAM::ManagedPolicy")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void thereIsNoCustomResource(Variant variant) {
    assertThat(types(SynthesizedVariants.of(variant)))
        .noneMatch(type -> type.startsWith("Custom::"))
        .doesNotContain("AWS::CloudFormation::CustomResource");
  }

  @ParameterizedTest
  @MethodSource("variants")
  void containerIsHardened(Variant variant) {
    JsonNode container =
        SynthesizedVariants.of(variant)
            .only("AWS::ECS::TaskDefinition")
            .at("/ContainerDefinitions/0");

    assertThat(container.get("ReadonlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.get("User").asString()).doesNotStartWith("0").isNotEqualTo("root");
    assertThat(container.get("StopTimeout").asInt()).isEqualTo(120);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void onlyTheHeartbeatTableOfTheDefaultStackHasANameThatASecondStackWouldTake(Variant variant) {
    Synthesized stack = SynthesizedVariants.of(variant);

    List<String> names =
        stack.resources("AWS::DynamoDB::GlobalTable").stream()
            .map(table -> table.at("/Properties/TableName").asString(""))
            .filter(name -> !name.isEmpty())
            .toList();

    boolean isRecorded = !variant.sets(Setting.HEARTBEAT_RECORDS, false);
    boolean isDefault = !variant.sets(Setting.STACK_NAME, "Second");
    if (isDefault && isRecorded) {
      assertThat(names).containsExactly("chargePointHeartbeat");
    } else if (!isDefault) {
      assertThat(names).isEmpty();
    }
    assertThat(stack.template().at("/Outputs").valueStream()).noneMatch(o -> o.has("Export"));
  }

  @Test
  void variantsDifferInWhatTheyHave() {
    Set<Set<String>> kinds = new HashSet<>();

    variants().forEach(variant -> kinds.add(types(SynthesizedVariants.of(variant))));

    assertThat(kinds).hasSizeGreaterThan(6);
  }

  private static Set<String> types(Synthesized stack) {
    return stack.resources().values().stream()
        .map(resource -> resource.get("Type").asString())
        .collect(toSet());
  }

  private static Stream<JsonNode> ingress(JsonNode resource) {
    return switch (resource.get("Type").asString()) {
      case "AWS::EC2::SecurityGroup" ->
          resource.at("/Properties/SecurityGroupIngress").valueStream();
      case "AWS::EC2::SecurityGroupIngress" -> Stream.of(resource.get("Properties"));
      default -> Stream.empty();
    };
  }

  private static boolean isOpen(JsonNode rule) {
    return rule.has("CidrIp") || rule.has("CidrIpv6") || rule.has("SourcePrefixListId");
  }

  private static String port(JsonNode rule) {
    int from = rule.get("FromPort").asInt();
    int to = rule.get("ToPort").asInt();
    return from == to ? Integer.toString(to) : from + "-" + to;
  }
}
