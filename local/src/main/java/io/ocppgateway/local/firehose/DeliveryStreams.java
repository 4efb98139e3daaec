package io.ocppgateway.local.firehose;

import io.ocppgateway.local.template.Resource;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/// The delivery streams of a template. What comes into one is written to a file of its name; what
/// buffers, transforms and delivers it exists only in AWS. Safe for every thread.
public final class DeliveryStreams {

  private static final String TYPE = "AWS::KinesisFirehose::DeliveryStream";

  private final Map<String, Path> fileByName;
  private final Surroundings surroundings;

  private DeliveryStreams(Map<String, Path> fileByName, Surroundings surroundings) {
    this.fileByName = fileByName;
    this.surroundings = surroundings;
  }

  /// Streams without records, as many as the template has; what an earlier run wrote is
  /// overwritten.
  ///
  /// @param directory takes the files, `{construct}.records` or with the stream's name if it has
  ///   one
  public static DeliveryStreams of(Template template, Surroundings surroundings, Path directory) {
    Map<String, Path> files = new LinkedHashMap<>();
    for (Resource resource : template.resources(TYPE)) {
      files.put(resource.physicalName(), directory.resolve(resource.label() + ".records"));
    }
    files.values().forEach(DeliveryStreams::empty);
    return new DeliveryStreams(files, surroundings);
  }

  /// Whether there is a stream of this name.
  public boolean contains(String name) {
    return fileByName.containsKey(name);
  }

  /// The ARN of a stream, whether there is one or not.
  public String arn(String name) {
    return surroundings.arn("firehose", "deliverystream/" + name);
  }

  /// Appends a record, which has to end as it is to be told from the next one.
  ///
  /// @throws IllegalStateException if there is no such stream
  /// @throws UncheckedIOException if its file cannot be written
  public synchronized void put(String name, byte[] record) {
    Path file = fileByName.get(name);
    if (file == null) {
      throw new IllegalStateException("there is no delivery stream " + name);
    }
    try {
      Files.write(file, record, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the records of the stream " + name, e);
    }
  }

  private static void empty(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the records of a stream to " + file, e);
    }
  }
}
