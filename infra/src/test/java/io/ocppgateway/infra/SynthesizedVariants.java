package io.ocppgateway.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.ServerlessChecks;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aspects;

/// Every variant, synthesized once in this JVM, under the eyes of both packs of cdk-nag. The
/// CloudFormation validator looks at each too: at an error the synthesis fails.
final class SynthesizedVariants {

  private SynthesizedVariants() {}

  static List<Variant> all() {
    return List.copyOf(Holder.ASSEMBLIES.keySet());
  }

  static Synthesized of(Variant variant) {
    return Holder.ASSEMBLIES.get(variant);
  }

  private static final class Holder {

    static final Map<Variant, Synthesized> ASSEMBLIES = synthesize();

    private static Map<Variant, Synthesized> synthesize() {
      Map<Variant, Synthesized> assemblies = new LinkedHashMap<>();
      for (Variant variant : Variant.allPairs()) {
        assemblies.put(variant, synthesize(variant, "variant-" + assemblies.size()));
      }
      return assemblies;
    }

    private static Synthesized synthesize(Variant variant, String name) {
      Map<String, Object> context = new HashMap<>(variant.context());
      // Otherwise the first finding would end the synthesis.
      context.put("@aws-cdk/core:annotationsInValidationReport", false);
      context.putAll(Synthesized.lookedUp());
      Path directory = Synthesized.emptyDirectory(name);
      software.amazon.awscdk.App app = Synthesized.app(directory, context, variant.environment());
      Aspects.of(app).add(AwsSolutionsChecks.Builder.create().build());
      Aspects.of(app).add(ServerlessChecks.Builder.create().build());
      app.synth();
      return Synthesized.in(directory, context);
    }
  }
}
