package io.ocppgateway.local.synth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Stands for the CDK app: writes what it was given, counts its runs in the file `runs` of its
/// working directory, and refuses the context key `fault`.
public final class FakeApp {

  private FakeApp() {}

  public static void main(String[] args) throws IOException {
    Files.writeString(
        Path.of("runs"), "run\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    String context = System.getenv("CDK_CONTEXT_JSON");
    Path out = Path.of(System.getenv("CDK_OUTDIR"));
    Files.writeString(out.resolve("half-written"), "");
    Files.writeString(out.resolve("validation"), "" + System.getenv("CDK_VALIDATION"));
    if (context.contains("fault")) {
      System.err.println("!! This software runs on an old node !!");
      throw new IllegalArgumentException("heartbeatInterval is 'often'; allowed are whole seconds");
    }
    Files.writeString(out.resolve("manifest.json"), context);
  }
}
