package io.ocppgateway.simulator.behaviour;

import java.util.OptionalInt;

/// Who wants to charge.
public sealed interface Driver {

  /// The card that every driver at a charger holds, for the central system to know.
  String CARD = "04A1B2C3D4E5F6";

  /// What he identifies himself with: `idTag` or `idToken`.
  String idToken();

  /// 2.x: what kind of token that is.
  String idTokenType();

  /// Whether the central system started him.
  default boolean isRemote() {
    return true;
  }

  /// 2.x: the number of the command that started him.
  default OptionalInt remoteStartId() {
    return OptionalInt.empty();
  }

  /// A driver with the card, at the charger.
  record Local() implements Driver {

    @Override
    public String idToken() {
      return CARD;
    }

    @Override
    public String idTokenType() {
      return "ISO14443";
    }

    @Override
    public boolean isRemote() {
      return false;
    }
  }

  /// A driver whom RemoteStartTransaction started.
  record Remote16(String idToken) implements Driver {

    @Override
    public String idTokenType() {
      return "Central";
    }
  }

  /// A driver whom RequestStartTransaction started.
  record Remote2(String idToken, String idTokenType, int startId) implements Driver {

    @Override
    public OptionalInt remoteStartId() {
      return OptionalInt.of(startId);
    }
  }
}
