package io.ocppgateway.ocpp.frame;

import io.ocppgateway.ocpp.OcppVersion;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads one frame, element by element. Used once, by one thread.
///
/// Holds how far it came, so that a text that breaks off still tells what it was about: the fault
/// of a CALL is answered, that of an answer is not.
final class FrameReader {

  /// Turns the object or array at which the parser stands into a tree, and leaves the parser at its
  /// end.
  @FunctionalInterface
  interface PayloadReader {
    ObjectNode read(JsonParser json);
  }

  /// Passes over payloads.
  static final PayloadReader PAYLOAD_SKIPPED =
      json -> {
        json.skipChildren();
        return JsonNodeFactory.instance.objectNode();
      };

  private final JsonParser json;
  private final OcppVersion version;
  private final PayloadReader payloads;

  private Optional<MessageType> type = Optional.empty();
  private MessageId id = MessageId.UNREADABLE;

  FrameReader(JsonParser json, OcppVersion version, PayloadReader payloads) {
    this.json = json;
    this.version = version;
    this.payloads = payloads;
  }

  Decoded<Frame> read() {
    try (json) {
      return new Decoded.Valid<>(readFrame());
    } catch (Fault fault) {
      return new Decoded.Invalid<>(fault.fault, id, fault.detail);
    } catch (JacksonException e) {
      return new Decoded.Invalid<>(malformed(FrameFault.NOT_JSON), id, detail(e));
    } catch (NumberFormatException e) {
      // Jackson lets an exponent that is no int escape as this.
      return new Decoded.Invalid<>(malformed(FrameFault.NOT_JSON), id, "a number out of all range");
    }
  }

  /// Where reading stopped; Jackson's own message may quote the payload.
  private static String detail(JacksonException e) {
    TokenStreamLocation location = e.getLocation();
    if (e instanceof StreamConstraintsException || location == null) {
      return "nested too deeply, or a number or name too long";
    }
    // Bytes are counted where bytes are read, characters where characters are.
    long position = Math.max(location.getByteOffset(), location.getCharOffset());
    return "not JSON at position " + Math.max(0, position);
  }

  private Frame readFrame() {
    readStart();
    MessageType frameType = readType();
    type = Optional.of(frameType);
    id = readId();
    Frame frame =
        switch (frameType) {
          case CALL -> new Frame.Call(id, readAction(), readPayload());
          case SEND -> new Frame.Send(id, readAction(), readPayload());
          case CALL_RESULT -> new Frame.CallResult(id, readPayload());
          case CALL_ERROR -> {
            ErrorElements error = readErrorElements();
            yield new Frame.CallError(id, error.code, error.description, error.details);
          }
          case CALL_RESULT_ERROR -> {
            ErrorElements error = readErrorElements();
            yield new Frame.CallResultError(id, error.code, error.description, error.details);
          }
        };
    readEnd();
    return frame;
  }

  private void readStart() {
    JsonToken token = json.nextToken();
    if (token == null) {
      throw new Fault(FrameFault.NOT_JSON, "the frame is empty");
    }
    if (token != JsonToken.START_ARRAY) {
      throw new Fault(FrameFault.NOT_AN_ARRAY, "a frame is a JSON array");
    }
  }

  private MessageType readType() {
    if (json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new Fault(FrameFault.NO_MESSAGE_TYPE, "the first element is the message type number");
    }
    String number = json.getString();
    return messageType(number)
        .orElseThrow(() -> {
          id = readIdLeniently();
          return new Fault(
              FrameFault.UNKNOWN_MESSAGE_TYPE,
              "%s has no such message type".formatted(version.subprotocol()));
        });
  }

  private Optional<MessageType> messageType(String number) {
    return number.length() == 1
        ? MessageType.of(Integer.parseInt(number), version)
        : Optional.empty();
  }

  private MessageId readIdLeniently() {
    return json.nextToken() == JsonToken.VALUE_STRING
        ? MessageId.of(json.getString()).orElse(MessageId.UNREADABLE)
        : MessageId.UNREADABLE;
  }

  private MessageId readId() {
    if (json.nextToken() != JsonToken.VALUE_STRING) {
      throw new Fault(malformed(FrameFault.BAD_MESSAGE_ID), "the message id is a string");
    }
    String text = json.getString();
    return MessageId.of(text)
        .orElseThrow(() ->
            new Fault(
                malformed(FrameFault.BAD_MESSAGE_ID),
                "the message id has %d characters; allowed are 1 to %d, none half a pair"
                    .formatted(text.length(), MessageId.MAX_LENGTH)));
  }

  private String readAction() {
    if (json.nextToken() != JsonToken.VALUE_STRING) {
      throw new Fault(malformed(FrameFault.MALFORMED_CALL), "the action is a string");
    }
    return json.getString();
  }

  private ObjectNode readPayload() {
    JsonToken token = json.nextToken();
    if (token == JsonToken.VALUE_NULL) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (token == JsonToken.END_ARRAY) {
      throw new Fault(malformed(FrameFault.MALFORMED_CALL), "the payload is missing");
    }
    if (token != JsonToken.START_OBJECT) {
      throw new Fault(malformed(FrameFault.PAYLOAD_NOT_AN_OBJECT), "the payload is an object");
    }
    return payloads.read(json);
  }

  private ErrorElements readErrorElements() {
    if (json.nextToken() != JsonToken.VALUE_STRING) {
      throw new Fault(malformed(FrameFault.MALFORMED_CALL), "the error code is a string");
    }
    String code = json.getString();
    String description = json.nextToken() == JsonToken.VALUE_STRING ? json.getString() : "";
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    if (json.currentToken() != JsonToken.END_ARRAY && json.nextToken() == JsonToken.START_OBJECT) {
      details = payloads.read(json);
    }
    return new ErrorElements(code, description, details);
  }

  private void readEnd() {
    if (json.currentToken() != JsonToken.END_ARRAY && json.nextToken() != JsonToken.END_ARRAY) {
      throw new Fault(malformed(FrameFault.MALFORMED_CALL), "the frame has too many elements");
    }
    if (json.nextToken() != null) {
      throw new Fault(malformed(FrameFault.NOT_JSON), "text follows the end of the array");
    }
  }

  /// The fault as the frame's type has it: what befalls an answer is no fault of a CALL.
  private FrameFault malformed(FrameFault ofCall) {
    return type.map(frameType ->
            switch (frameType) {
              case CALL -> ofCall;
              case CALL_RESULT -> FrameFault.MALFORMED_CALL_RESULT;
              case CALL_ERROR -> FrameFault.MALFORMED_CALL_ERROR;
              case CALL_RESULT_ERROR -> FrameFault.MALFORMED_CALL_RESULT_ERROR;
              case SEND -> FrameFault.MALFORMED_SEND;
            })
        .orElse(ofCall);
  }

  private record ErrorElements(String code, String description, ObjectNode details) {}

  /// Leaves the reading at the first fault; never leaves this class.
  private static final class Fault extends RuntimeException {
    private final FrameFault fault;
    private final String detail;

    Fault(FrameFault fault, String detail) {
      super(detail, null, false, false);
      this.fault = fault;
      this.detail = detail;
    }
  }
}
