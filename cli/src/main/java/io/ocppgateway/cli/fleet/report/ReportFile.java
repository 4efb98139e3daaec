package io.ocppgateway.cli.fleet.report;

import io.ocppgateway.simulator.fleet.FleetReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// A file that a fleet's report is written to. Its ending says the form.
///
/// @param path absolute
/// @param form of the text
public record ReportFile(Path path, Form form) {

  /// What can be written.
  public enum Form {
    /// For programs.
    JSON {
      @Override
      String text(FleetReport report) {
        return JsonReport.text(report);
      }
    },
    /// For people, with charts.
    HTML {
      @Override
      String text(FleetReport report) {
        return HtmlReport.text(report);
      }
    };

    abstract String text(FleetReport report);
  }

  /// The file with this path, if it can be written: better known before the fleet runs than after.
  ///
  /// @throws IllegalArgumentException if it has another ending, or cannot be a file
  public static ReportFile of(String text) {
    Path path = Path.of(text).toAbsolutePath().normalize();
    String name = path.toString().toLowerCase(Locale.ROOT);
    Form form = null;
    for (Form candidate : Form.values()) {
      if (name.endsWith("." + candidate.name().toLowerCase(Locale.ROOT))) {
        form = candidate;
      }
    }
    if (form == null) {
      throw new IllegalArgumentException(
          "'%s' ends in neither .json nor .html; the ending says what is written".formatted(text));
    }
    Path directory = path.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "'%s' lies in a directory that is not there; create it first".formatted(text));
    }
    if (Files.isDirectory(path) || !Files.isWritable(Files.exists(path) ? path : directory)) {
      throw new IllegalArgumentException(
          "'%s' cannot be written; name a file that can".formatted(text));
    }
    return new ReportFile(path, form);
  }

  /// Writes a report, over what was there.
  ///
  /// @throws IOException if it cannot be written
  public void write(FleetReport report) throws IOException {
    Files.writeString(path, form.text(report));
  }
}
