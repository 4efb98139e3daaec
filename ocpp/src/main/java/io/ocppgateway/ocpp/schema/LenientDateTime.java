package io.ocppgateway.ocpp.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import io.ocppgateway.ocpp.message.Timestamps;

/// The format `date-time` as charge points write it: what [Timestamps] can read is no violation.
final class LenientDateTime implements Format {

  @Override
  public String getName() {
    return "date-time";
  }

  @Override
  public String getMessageKey() {
    return "format.date-time";
  }

  @Override
  public boolean matches(ExecutionContext context, String value) {
    return Timestamps.parse(value).isPresent();
  }
}
