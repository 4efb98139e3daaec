package io.ocppgateway.cli.shell;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the number of a port that something listens on.
public final class PortConverter implements ITypeConverter<Integer> {

  private static final int GREATEST = 65_535;

  @Override
  public Integer convert(String text) {
    int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > GREATEST) {
      throw new TypeConversionException(
          "'%s' is no port: allowed are 1 to %d".formatted(text, GREATEST));
    }
    return port;
  }
}
