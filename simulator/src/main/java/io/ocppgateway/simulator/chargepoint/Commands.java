package io.ocppgateway.simulator.chargepoint;

import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.frame.ErrorCode;
import io.ocppgateway.ocpp.frame.Frame;
import io.ocppgateway.ocpp.schema.Direction;
import io.ocppgateway.ocpp.schema.Schemas;
import io.ocppgateway.ocpp.schema.Validation;
import io.ocppgateway.simulator.behaviour.Behaviour;
import io.ocppgateway.simulator.behaviour.Effect;
import io.ocppgateway.simulator.behaviour.Reply;
import io.ocppgateway.simulator.chargepoint.Registration.Status;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// Answers what the central system commands: first the answer goes out, then what follows from it
/// is done.
///
/// @see "OCPP 1.6 §4.2; OCPP 2.0.1 Part 2 B03.FR.03: who is rejected does not do as it is told"
final class Commands {

  private static final Reply NOT_ACCEPTED =
      new Reply.Refusal(ErrorCode.SECURITY_ERROR, "the BootNotification is not accepted yet");
  private static final Reply UNKNOWN =
      new Reply.Refusal(ErrorCode.NOT_IMPLEMENTED, "this charge point knows no such action");

  private final OcppVersion version;
  private final Schemas schemas;
  private final Behaviour behaviour;
  private final Consumer<Frame> sender;
  private final Consumer<Effect> performer;

  Commands(
      OcppVersion version,
      Schemas schemas,
      Behaviour behaviour,
      Consumer<Frame> sender,
      Consumer<Effect> performer) {
    this.version = version;
    this.schemas = schemas;
    this.behaviour = behaviour;
    this.sender = sender;
    this.performer = performer;
  }

  /// @param status of the charge point's registration
  void onCommand(Frame.Call call, Status status) {
    switch (status) {
      case ACCEPTED, PENDING -> answer(call, reply(call, status == Status.ACCEPTED));
      case BOOTING -> answer(call, NOT_ACCEPTED);
      case REJECTED -> {
        if (version != OcppVersion.V1_6) {
          answer(call, NOT_ACCEPTED);
        }
      }
    }
  }

  private Reply reply(Frame.Call call, boolean accepted) {
    return switch (schemas.validate(version, call.action(), Direction.REQUEST, call.payload())) {
      case Validation.UnknownAction() -> UNKNOWN;
      case Validation.Invalid invalid ->
          new Reply.Refusal(invalid.first().code(), invalid.first().toString());
      case Validation.Valid() ->
          behaviour.answer(call.action(), call.payload(), accepted).orElse(UNKNOWN);
    };
  }

  private void answer(Frame.Call call, Reply reply) {
    switch (reply) {
      case Reply.Refusal(ErrorCode code, String description) ->
          sender.accept(Frame.CallError.of(call.id(), code, version, description));
      case Reply.Result(ObjectNode payload, List<Effect> effects) -> {
        sender.accept(new Frame.CallResult(call.id(), payload));
        effects.forEach(performer);
      }
    }
  }
}
