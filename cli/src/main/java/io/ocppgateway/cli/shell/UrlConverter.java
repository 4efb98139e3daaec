package io.ocppgateway.cli.shell;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a URL. What it may be is for its command to say.
public final class UrlConverter implements ITypeConverter<URI> {

  @Override
  public URI convert(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new TypeConversionException(
          "'%s' is no URL: %s at character %d".formatted(text, e.getReason(), e.getIndex() + 1));
    }
  }
}
