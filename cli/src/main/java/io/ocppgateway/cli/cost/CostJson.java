package io.ocppgateway.cli.cost;

import io.ocppgateway.cli.price.Meter;
import io.ocppgateway.cli.price.Service;
import io.ocppgateway.cli.price.Use;
import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A [Comparison] for programs. Fields may be added; where one changes its meaning or goes, the
/// version grows.
public final class CostJson {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int VERSION = 1;
  private static final int DECIMALS = 4;

  private CostJson() {}

  /// All of it, on several lines.
  public static String text(Comparison comparison) {
    ObjectNode json = JSON.createObjectNode();
    json.put("costVersion", VERSION);
    json.put("region", Meter.REGION);
    json.put("pricesAsOf", Meter.AS_OF);
    json.put("hours", Month.HOURS);
    json.put("chargePoints", comparison.month().chargePoints());
    json.put("heartbeatInterval", comparison.habits().heartbeatInterval().toSeconds());
    json.put("profile", comparison.habits().profile().name());
    StackSettings settings = comparison.ours().settings();
    TaskSettings tasks = settings.tasks();
    json.putObject("settings")
        .put("egress", settings.egress().name())
        .put("tls", settings.tls().name())
        .put("heartbeatRecords", settings.routing().heartbeatRecords())
        .put("callsLogged", settings.routing().callsLogged())
        .put("architecture", tasks.architecture().name())
        .put("taskCpu", tasks.size().cpu())
        .put("taskMemory", tasks.size().memoryMib())
        .put("connectionsPerTask", tasks.connectionsPerTask())
        .put("minTasks", tasks.minTasks())
        .put("maxTasks", tasks.maxTasks())
        .put("connectsPerSecond", tasks.connectsPerSecond());
    putDesign(json.putObject("stack"), comparison, comparison.ours());
    putDesign(json.putObject("sample"), comparison, comparison.sample());
    json.put("ratio", decimal(comparison.ratio()));
    putLimits(json, comparison);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private static void putDesign(ObjectNode json, Comparison comparison, Design design) {
    Use use = comparison.use(design);
    json.put("tasks", design.tasks(comparison.month()));
    json.put("usd", decimal(use.usd()));
    ObjectNode services = json.putObject("services");
    for (Service service : Service.values()) {
      services.put(service.name(), decimal(use.usd(service)));
    }
    ObjectNode meters = json.putObject("meters");
    use.units()
        .forEach((meter, units) ->
            meters
                .putObject(meter.name())
                .put("units", decimal(units))
                .put("usd", decimal(meter.usd(units))));
  }

  private static void putLimits(ObjectNode json, Comparison comparison) {
    var limits = json.putArray("limits");
    for (Limit limit : new Limits(comparison.ours(), comparison.month()).all()) {
      limits
          .addObject()
          .put("what", limit.what())
          .put("load", decimal(limit.load()))
          .put("bound", limit.bound())
          .put("exceeded", limit.isExceeded())
          .put("advice", limit.advice());
    }
  }

  private static BigDecimal decimal(double number) {
    return decimal(BigDecimal.valueOf(number));
  }

  private static BigDecimal decimal(BigDecimal number) {
    return number.setScale(DECIMALS, RoundingMode.HALF_UP);
  }
}
