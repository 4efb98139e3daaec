package io.ocppgateway.local;

import io.ocppgateway.local.firehose.DeliveryStreams;
import io.ocppgateway.local.iam.FunctionPermissions;
import io.ocppgateway.local.lambda.Functions;
import io.ocppgateway.local.lambda.FunctionsConfig;
import io.ocppgateway.local.lambda.LambdaService;
import io.ocppgateway.local.rules.RuleEngine;
import io.ocppgateway.local.sqs.Queues;
import io.ocppgateway.local.sqs.SqsService;
import io.ocppgateway.local.template.CloudAssembly;
import io.ocppgateway.local.template.Template;
import java.nio.file.Path;

/// What the template does with messages: its rules, its functions, and the queues for what failed.
record MessageRouting(Queues queues, Functions functions, RuleEngine rules) {

  /// Deploys the template's routing to the cloud. No function's code runs yet.
  ///
  /// @param logDirectory takes the functions' logs, and the records of delivery streams
  /// @param started takes each part as it starts
  /// @throws io.ocppgateway.local.template.TemplateException if the template asks for what cannot
  ///   be honoured here
  static MessageRouting deploy(
      CloudAssembly assembly, Template template, Cloud cloud, Path logDirectory, Started started) {
    Queues queues = Queues.of(template, cloud.surroundings(), cloud.clock());
    Functions functions =
        started.add(
            Functions.load(
                new FunctionsConfig(
                    assembly,
                    template,
                    cloud.surroundings(),
                    cloud.principals(),
                    cloud.access(),
                    logDirectory),
                new DeadLetters(queues, cloud.access()),
                cloud.clock(),
                cloud.meter()));
    RuleEngine rules =
        started.add(
            RuleEngine.of(
                template,
                cloud.surroundings(),
                new TemplateTargets(
                    functions,
                    FunctionPermissions.of(template, cloud.surroundings()),
                    queues,
                    DeliveryStreams.of(template, cloud.surroundings(), logDirectory),
                    cloud.tables(),
                    cloud.iot(),
                    cloud.access()),
                cloud.meter()));
    cloud.endpoint().register(new SqsService(queues));
    cloud.endpoint().register(new LambdaService(functions));
    cloud.iot().onPublish(rules::onPublish);
    return new MessageRouting(queues, functions, rules);
  }
}
