package io.ocppgateway.cli.register;

import io.ocppgateway.cli.shell.ChargePointIdConverter;
import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.cli.shell.Target;
import io.ocppgateway.ocpp.ChargePointId;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Which charge points, and where they are or are not to be known.
final class ChargePoints {

  @Mixin private final Target target;
  @Mixin private final ChargePointTable.Choice table = new ChargePointTable.Choice();

  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      converter = ChargePointIdConverter.class,
      description = "Identities of charge points, as they stand at the end of their URLs.")
  private List<ChargePointId> ids = List.of();

  ChargePoints(Shell shell) {
    target = new Target(shell);
  }

  List<ChargePointId> ids() {
    return ids;
  }

  Target target() {
    return target;
  }

  ChargePointTable.Choice table() {
    return table;
  }
}
