package io.ocppgateway.gateway;

import io.ocppgateway.gateway.admission.Admission;
import io.ocppgateway.gateway.mqtt.reconnect.ReconnectGate;
import java.util.concurrent.Executor;

/// Links that connect anew ask the same door as new charge points do.
record AdmittedReconnects(Admission admission) implements ReconnectGate {

  @Override
  public Pass ask(Executor executor, Runnable connect) {
    return admission.askAgain(executor, connect)::giveUp;
  }

  @Override
  public boolean isBusy() {
    return admission.isBusy();
  }
}
