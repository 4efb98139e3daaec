package io.ocppgateway.cli.shell;

import io.ocppgateway.ocpp.ChargePointId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a charge point's identity from the command line, as it stands in the charge point.
public final class ChargePointIdConverter implements ITypeConverter<ChargePointId> {

  @Override
  public ChargePointId convert(String identity) {
    return ChargePointId.ofIdentity(identity)
        .orElseThrow(() ->
            new TypeConversionException(
                "'%s' is no charge point identity: allowed are 1 to %d bytes, where each byte outside a-z A-Z 0-9 _ - counts three times"
                    .formatted(identity, ChargePointId.MAX_THING_NAME_LENGTH)));
  }
}
