package io.ocppgateway.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// Apache JMeter with the plan for charge points, as `./cpo jmeter` runs it.
final class JMeter {

  private JMeter() {}

  /// One sample of the results file.
  ///
  /// @param message what JMeter says of a failure
  record Sample(String label, boolean successful, String message) {}

  /// Starts the plan.
  ///
  /// @param results the file to write
  /// @param parameters the plan's, as `name=value`
  static Program start(Path results, String... parameters) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-jar",
                Repository.file("jmeter/target/home/bin/ApacheJMeter.jar").toString(),
                "-n",
                "-t",
                Repository.file("jmeter/ocpp-gateway.jmx").toString(),
                "-l",
                results.toString(),
                "-j",
                results.resolveSibling("jmeter.log").toString(),
                // It would listen on a fixed port for a command to stop.
                "-Jjmeterengine.nongui.port=0",
                "-Jjmeter.save.saveservice.output_format=xml"));
    for (String parameter : parameters) {
      command.add("-J" + parameter);
    }
    return Program.start(Map.of(), command);
  }

  /// Reads a results file.
  static List<Sample> samples(Path results) throws Exception {
    NodeList children =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(results.toFile())
            .getDocumentElement()
            .getChildNodes();
    return IntStream.range(0, children.getLength())
        .mapToObj(children::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .map(JMeter::sample)
        .toList();
  }

  private static Sample sample(Element sample) {
    return new Sample(
        sample.getAttribute("lb"),
        Boolean.parseBoolean(sample.getAttribute("s")),
        sample.getAttribute("rm"));
  }
}
