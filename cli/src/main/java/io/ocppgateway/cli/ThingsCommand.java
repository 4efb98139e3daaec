package io.ocppgateway.cli;

import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.cli.shell.Target;
import io.ocppgateway.ocpp.ChargePointId;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iot.model.ThingAttribute;

/// `cpo things`: the registered charge points.
@Command(
    name = "things",
    description = "Lists the registered charge points: the things of the IoT registry.",
    mixinStandardHelpOptions = true)
final class ThingsCommand implements Runnable {

  private final Shell shell;

  @Mixin private final Target target;

  ThingsCommand(Shell shell) {
    this.shell = shell;
    target = new Target(shell);
  }

  @Override
  public void run() {
    try (IotClient iot = target.iot()) {
      List<List<String>> rows =
          iot.listThingsPaginator().things().stream()
              .sorted(Comparator.comparing(ThingAttribute::thingName))
              .map(ThingsCommand::row)
              .toList();
      if (rows.isEmpty()) {
        shell.err().println("no charge point is registered; register one with ./cpo register CP1");
        return;
      }
      List<String> lines =
          new TextTable(List.of("CHARGE POINT", "THING", "ATTRIBUTES"), rows).lines();
      shell.out().println(shell.styled("bold", lines.getFirst()));
      lines.stream().skip(1).forEach(shell.out()::println);
    }
  }

  private static List<String> row(ThingAttribute thing) {
    String identity =
        ChargePointId.ofThingName(thing.thingName()).map(ChargePointId::identity).orElse("-");
    String attributes =
        new TreeMap<>(thing.attributes())
            .entrySet().stream()
                .map(attribute -> attribute.getKey() + "=" + attribute.getValue())
                .collect(Collectors.joining(" "));
    return List.of(Shell.oneLine(identity), thing.thingName(), Shell.oneLine(attributes));
  }
}
