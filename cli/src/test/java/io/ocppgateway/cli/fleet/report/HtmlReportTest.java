package io.ocppgateway.cli.fleet.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.simulator.fleet.statistics.CallTotals;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/// The page: that it is whole in itself, and that it can be read without seeing it.
class HtmlReportTest {

  private final String page = HtmlReport.text(Fleets.report());

  @Test
  void pageIsWellFormedAndRefersToNothingOutside() throws Exception {
    Document document = parse(page);

    List<String> references = new ArrayList<>();
    for (Element element : elements(document, "*")) {
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        String name = element.getAttributes().item(i).getNodeName();
        if (List.of("src", "href", "srcset", "xlink:href", "action", "data", "style", "onload")
            .contains(name)) {
          references.add(element.getTagName() + " " + name);
        }
      }
    }

    assertThat(references).isEmpty();
    assertThat(elements(document, "script")).isEmpty();
    assertThat(elements(document, "link")).isEmpty();
    assertThat(elements(document, "style").getFirst().getTextContent())
        .doesNotContain("url(", "@import", "@font-face");
  }

  @Test
  void everyChartIsToldInWordsAndFigures() throws Exception {
    Document document = parse(page);

    List<Element> charts = elements(document, "svg");

    assertThat(charts).hasSize(5);
    for (Element chart : charts) {
      String[] labels = chart.getAttribute("aria-labelledby").split(" ");
      assertThat(chart.getAttribute("role")).isEqualTo("img");
      assertThat(texts(chart, "title")).singleElement().asString().isNotBlank();
      assertThat(texts(chart, "desc")).singleElement().asString().isNotBlank();
      assertThat(labels)
          .containsExactly(
              ((Element) chart.getElementsByTagName("title").item(0)).getAttribute("id"),
              ((Element) chart.getElementsByTagName("desc").item(0)).getAttribute("id"));
      Element section = (Element) chart.getParentNode();
      assertThat(section.getElementsByTagName("table").getLength()).isEqualTo(1);
    }
  }

  @Test
  void axesNameTheirUnits() throws Exception {
    Document document = parse(page);

    List<String> axes =
        elements(document, "text").stream()
            .filter(text -> text.getAttribute("class").equals("axis"))
            .map(Element::getTextContent)
            .distinct()
            .toList();

    assertThat(axes)
        .containsExactlyInAnyOrder(
            "open connections",
            "messages per second",
            "milliseconds",
            "errors per second",
            "times",
            "time since the start (h:mm:ss)");
  }

  @Test
  void linesStayWithinTheirDrawing() throws Exception {
    Document document = parse(page);

    for (Element line : elements(document, "polyline")) {
      for (String point : line.getAttribute("points").split(" ")) {
        String[] coordinates = point.split(",");
        assertThat(Double.parseDouble(coordinates[0])).isBetween(72.0, 728.0);
        assertThat(Double.parseDouble(coordinates[1])).isBetween(34.0, 212.0);
      }
    }
  }

  @Test
  void causesAreTextWhateverTheyHold() {
    assertThat(page)
        .contains("connection reset by &lt;peer&gt; &amp; gone")
        .doesNotContain("<peer>");
  }

  @Test
  void fleetThatDidNothingHasAPageToo() throws Exception {
    var nothing = Fleets.report(Fleets.OPTIONS, CallTotals.NONE);
    var empty =
        new io.ocppgateway.simulator.fleet.FleetReport(
            nothing.options(),
            nothing.start(),
            nothing.duration(),
            nothing.connections(),
            nothing.messages(),
            CallTotals.NONE,
            new TreeMap<>(),
            nothing.latency(),
            List.of(),
            new TreeMap<>(),
            nothing.cost());

    Document document = parse(HtmlReport.text(empty));

    assertThat(elements(document, "svg")).hasSize(4);
  }

  private static Document parse(String page) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
    builder.setErrorHandler(null);
    return builder.parse(new InputSource(new StringReader(page)));
  }

  private static List<Element> elements(Document document, String name) {
    return list(document.getElementsByTagName(name));
  }

  private static List<String> texts(Element parent, String name) {
    return list(parent.getElementsByTagName(name)).stream().map(Element::getTextContent).toList();
  }

  private static List<Element> list(NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
