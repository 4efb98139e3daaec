package io.ocppgateway.local;

import io.ocppgateway.local.aws.AccessControl;
import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.iam.Call;
import io.ocppgateway.local.lambda.Destinations;
import io.ocppgateway.local.sqs.Queues;

/// Leads the events on which functions failed to the template's queues, as far as the functions'
/// roles allow it.
record DeadLetters(Queues queues, AccessControl access) implements Destinations {

  @Override
  public boolean isQueue(String arn) {
    return queues.contains(arn);
  }

  @Override
  public void send(Principal.RoleSession function, String queueArn, String body) {
    access.require(function, new Call("sqs:SendMessage", queues.arn(queueArn)));
    queues.send(queueArn, body);
  }
}
