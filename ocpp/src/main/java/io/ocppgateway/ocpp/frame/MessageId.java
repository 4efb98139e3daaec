package io.ocppgateway.ocpp.frame;

import java.util.Optional;
import java.util.UUID;

/// The id that ties an answer to its CALL: unique per sender for all connections of one identity.
///
/// A retry may carry the id of the first attempt, and many charge points count from 1 after each
/// reboot: an id alone does not tell a repetition.
///
/// OCPP allows 36 characters. Charge points with longer ids exist (a GUID in braces has 38), and
/// lose nothing by them.
///
/// @param value 1 to 255 characters, no half of a surrogate pair, which no answer could repeat
/// @see "OCPP-J 1.6 §4.1.4, errata §3.1; OCPP 2.0.1 Part 4 §4.1.4"
public record MessageId(String value) {

  /// The longest id that is taken, in characters.
  public static final int MAX_LENGTH = 255;

  private static final int MAX_STANDARD_LENGTH = 36;

  /// Stands in an answer for an id that could not be read.
  ///
  /// @see "OCPP 2.0.1 Part 4 §4.2.3"
  public static final MessageId UNREADABLE = new MessageId("-1");

  /// Holds an id.
  ///
  /// @throws IllegalArgumentException if it is empty, too long, or not Unicode
  public MessageId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "message id '%s' has %d characters; allowed are 1 to %d, none half a surrogate pair"
              .formatted(value, value.length(), MAX_LENGTH));
    }
  }

  /// The id with this text, empty if no id may have it.
  public static Optional<MessageId> of(String value) {
    return isValid(value) ? Optional.of(new MessageId(value)) : Optional.empty();
  }

  /// A fresh id for a CALL of ours.
  public static MessageId random() {
    return new MessageId(UUID.randomUUID().toString());
  }

  /// Whether it is as short as OCPP wants it.
  public boolean isStandard() {
    return value.length() <= MAX_STANDARD_LENGTH;
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isValid(String value) {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      // A pair is one code point beyond the range of its halves.
      int codePoint = value.codePointAt(i);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        return false;
      }
      i += Character.charCount(codePoint) - 1;
    }
    return true;
  }
}
