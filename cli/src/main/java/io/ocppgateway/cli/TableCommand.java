package io.ocppgateway.cli;

import io.ocppgateway.cli.shell.NamePart;
import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.cli.shell.Target;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/// `cpo table`: the items of a table.
@Command(
    name = "table",
    description = "Shows the items of a DynamoDB table.",
    mixinStandardHelpOptions = true)
final class TableCommand implements Runnable {

  private final Shell shell;

  @Mixin private final Target target;

  @Parameters(
      paramLabel = "NAME",
      description =
          "The table's name, or a part of it that no other table has, such as its name in the stack:"
              + " chargePointHeartbeat, ChargePoints.")
  private String name = "";

  @Option(names = "--json", description = "Print each item whole, as one line of JSON.")
  private boolean json;

  TableCommand(Shell shell) {
    this.shell = shell;
    target = new Target(shell);
  }

  @Override
  public void run() {
    try (DynamoDbClient dynamoDb = target.dynamoDb()) {
      String table =
          NamePart.resolve(
              "table", name, dynamoDb.listTablesPaginator().tableNames().stream().toList());
      List<TableItem> items =
          dynamoDb.scanPaginator(scan -> scan.tableName(table)).items().stream()
              .map(TableItem::new)
              .toList();
      if (json) {
        items.forEach(item -> shell.out().println(item.json()));
      } else if (items.isEmpty()) {
        shell.err().println(table + " has no items");
      } else {
        print(items, keys(dynamoDb, table));
      }
    }
  }

  private void print(List<TableItem> items, List<String> keys) {
    List<String> columns = columns(items, keys);
    List<List<String>> rows =
        items.stream()
            .map(item -> columns.stream().map(item::cell).toList())
            .sorted(Comparator.comparing(List::getFirst))
            .toList();
    List<String> lines = new TextTable(columns, rows).lines();
    shell.out().println(shell.styled("bold", lines.getFirst()));
    lines.stream().skip(1).forEach(shell.out()::println);
  }

  private static List<String> keys(DynamoDbClient dynamoDb, String table) {
    return dynamoDb.describeTable(request -> request.tableName(table)).table().keySchema().stream()
        .map(KeySchemaElement::attributeName)
        .toList();
  }

  /// The keys first, then the others by name.
  private static List<String> columns(List<TableItem> items, List<String> keys) {
    Set<String> others = new TreeSet<>();
    items.forEach(item -> others.addAll(item.attributes().keySet()));
    return List.copyOf(
        Stream.concat(keys.stream(), others.stream())
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }
}
