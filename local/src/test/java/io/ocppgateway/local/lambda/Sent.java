package io.ocppgateway.local.lambda;

import io.ocppgateway.local.aws.Principal;
import java.util.List;

/// The queue `arn:dead`, which lets in everyone.
record Sent(List<String> bodies) implements Destinations {

  @Override
  public boolean isQueue(String arn) {
    return arn.equals("arn:dead");
  }

  @Override
  public void send(Principal.RoleSession function, String queueArn, String body) {
    bodies.add(body);
  }
}
