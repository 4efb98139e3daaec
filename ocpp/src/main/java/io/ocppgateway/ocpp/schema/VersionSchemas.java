package io.ocppgateway.ocpp.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.frame.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.json.JsonMapper;

/// The schemas of one version. Each is compiled when it is first asked for.
///
/// A registry of its own per version, because the versions give the same `$id` to different
/// schemas. Safe for use by many threads.
final class VersionSchemas {

  private static final Violation NUMBER_OUT_OF_RANGE =
      new Violation(
          "", "maximum", "holds a number out of range", ErrorCode.PROPERTY_CONSTRAINT_VIOLATION);

  private final SchemaRegistry registry =
      SchemaRegistry.withDialect(
          Dialect.builder(Dialects.getDraft7())
              .format(new LenientDateTime())
              // The schemas' own notes, which constrain nothing.
              .keyword(new NonValidationKeyword("comment"))
              .keyword(new NonValidationKeyword("javaType"))
              .build(),
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder()
                      .formatAssertionsEnabled(true)
                      // Messages reach charge points and logs: not in the language of the machine.
                      .locale(Locale.ENGLISH)
                      .build()));
  private final Map<SchemaName, JsonNode> sources;
  private final ConcurrentMap<SchemaName, Schema> compiled = new ConcurrentHashMap<>();

  private VersionSchemas(Map<SchemaName, JsonNode> sources) {
    this.sources = Map.copyOf(sources);
  }

  /// Reads the schemas of a version from the class path.
  ///
  /// @throws IllegalStateException if the module was built without them
  static VersionSchemas load(OcppVersion version) {
    Map<SchemaName, JsonNode> sources = new HashMap<>();
    for (JsonNode schema : read(resource(version))) {
      sources.put(SchemaName.ofId(schema.path("$id").asString(), version), schema);
    }
    return new VersionSchemas(sources);
  }

  Set<SchemaName> names() {
    return sources.keySet();
  }

  Validation validate(SchemaName name, JsonNode payload) {
    JsonNode source = sources.get(name);
    if (source == null) {
      return new Validation.UnknownAction();
    }
    Schema schema = compiled.computeIfAbsent(name, _ -> registry.getSchema(source));
    try {
      List<Error> errors = schema.validate(payload);
      return errors.isEmpty()
          ? new Validation.Valid()
          : new Validation.Invalid(errors.stream().map(VersionSchemas::violation).toList());
    } catch (JsonNodeException _) {
      // The validator compares bounds of integers in 64 bits and throws at anything larger.
      return new Validation.Invalid(List.of(NUMBER_OUT_OF_RANGE));
    }
  }

  private static Violation violation(Error error) {
    String pointer = error.getInstanceLocation().toString();
    String keyword = error.getKeyword();
    return new Violation(pointer, keyword, error.getMessage(), errorCode(keyword, pointer));
  }

  /// The error code that a violated keyword comes to. No version pins it; this is the reading
  /// nearest to the codes' descriptions.
  ///
  /// @see "OCPP-J 1.6 table 7; OCPP 2.0.1 Part 4 §4.3"
  private static ErrorCode errorCode(String keyword, String pointer) {
    return switch (keyword) {
      case "required", "minItems", "maxItems" -> ErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION;
      case "type" ->
          pointer.isEmpty() ? ErrorCode.FORMAT_VIOLATION : ErrorCode.TYPE_CONSTRAINT_VIOLATION;
      case "additionalProperties" -> ErrorCode.FORMAT_VIOLATION;
      // enum, format, pattern, multipleOf and all that bounds a length or a number.
      default -> ErrorCode.PROPERTY_CONSTRAINT_VIOLATION;
    };
  }

  private static String resource(OcppVersion version) {
    return switch (version) {
      case V1_6 -> "ocpp1_6.json";
      case V2_0_1 -> "ocpp2_0_1.json";
      case V2_1 -> "ocpp2_1.json";
    };
  }

  private static JsonNode read(String resource) {
    try (InputStream json = VersionSchemas.class.getResourceAsStream(resource)) {
      if (json == null) {
        throw new IllegalStateException(
            "the class path has no %s beside %s; the module ocpp takes it from npm's ocpp-rpc when it is built"
                .formatted(resource, VersionSchemas.class.getPackageName()));
      }
      return JsonMapper.builder()
          // 1.6 asks for multiples of 0.1, which no double is.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + resource, e);
    }
  }
}
