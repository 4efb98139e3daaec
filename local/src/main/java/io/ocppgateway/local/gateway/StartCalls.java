package io.ocppgateway.local.gateway;

import io.ocppgateway.local.iam.Call;
import io.ocppgateway.local.iam.LogCalls;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.TemplateValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What ECS does with AWS before a container runs: it pulls the image, opens the log and reads the
/// secrets. Here nothing is pulled and no log sent; whether it would be allowed is decided all the
/// same.
///
/// @see "Amazon ECS developer guide, Amazon ECS task execution IAM role"
record StartCalls(Surroundings surroundings) {

  /// `account.dkr.ecr.region.suffix/repository:tag`
  private static final Pattern IMAGE =
      Pattern.compile("([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.[^/]+/([^:@]+)[:@].+");

  /// By what they are for.
  Map<String, List<Call>> of(TemplateValue container, Map<String, String> secrets) {
    Map<String, List<Call>> calls = new LinkedHashMap<>();
    Matcher image = IMAGE.matcher(container.get("Image").text());
    if (image.matches()) {
      calls.put("Image", pull(image.group(1), image.group(2), image.group(3)));
    }
    container
        .find("LogConfiguration")
        .flatMap(log -> log.find("Options"))
        .flatMap(options -> options.find("awslogs-group"))
        .ifPresent(
            group -> calls.put("LogConfiguration", LogCalls.toWrite(group.text(), surroundings)));
    secrets.forEach((variable, arn) ->
        calls.put(variable, List.of(new Call("secretsmanager:GetSecretValue", arn))));
    return calls;
  }

  private static List<Call> pull(String account, String region, String repository) {
    String arn = "arn:aws:ecr:%s:%s:repository/%s".formatted(region, account, repository);
    return List.of(
        Call.of("ecr:GetAuthorizationToken"),
        new Call("ecr:BatchCheckLayerAvailability", arn),
        new Call("ecr:GetDownloadUrlForLayer", arn),
        new Call("ecr:BatchGetImage", arn));
  }
}
