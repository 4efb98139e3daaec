package io.ocppgateway.local.iot.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.local.aws.AwsFault;
import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.iot.message.Publish;
import io.ocppgateway.local.usage.UsageMeter;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShadowsTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final long SECONDS = NOW.getEpochSecond();
  private static final ShadowId CP1 = new ShadowId("CP1", "");

  private final List<Publish> published = new ArrayList<>();
  private final Shadows shadows = shadows(null);

  @Test
  void updateMergesKeyByKeyAndNullRemoves() {
    update("{'state':{'reported':{'vendor':'A','model':'M','net':{'ip':'1','mask':'2'}}}}");

    update("{'state':{'reported':{'model':null,'serial':'S','net':{'ip':'3'}}}}");

    assertThat(get().path("state"))
        .isEqualTo(json("{'reported':{'vendor':'A','serial':'S','net':{'ip':'3','mask':'2'}}}"));
    assertThat(get().path("version").asLong()).isEqualTo(2);
  }

  @Test
  void arrayReplacesArray() {
    update("{'state':{'reported':{'connectors':[1,2,3]}}}");

    update("{'state':{'reported':{'connectors':[4]}}}");

    assertThat(get().path("state").path("reported").path("connectors")).isEqualTo(json("[4]"));
    assertThat(get().path("metadata").path("reported").path("connectors").size()).isEqualTo(1);
  }

  @Test
  void nullRemovesAWholeSection() {
    update("{'state':{'reported':{'a':1},'desired':{'a':2}}}");

    update("{'state':{'desired':null}}");

    assertThat(get().path("state")).isEqualTo(json("{'reported':{'a':1}}"));
    assertThat(get().path("metadata").propertyNames()).containsExactly("reported");
  }

  @Test
  void deltaIsWhatIsDesiredAndNotReported() {
    update("{'state':{'reported':{'on':true,'level':1,'net':{'ip':'1','mask':'2'}}}}");
    published.clear();

    update("{'state':{'desired':{'on':true,'level':5,'net':{'ip':'9'},'new':1}}}");

    JsonNode expected = json("{'level':5,'net':{'ip':'9'},'new':1}");
    JsonNode delta = payload("$aws/things/CP1/shadow/update/delta");
    assertThat(delta.path("state")).isEqualTo(expected);
    assertThat(delta.path("metadata").path("net").path("ip").path("timestamp").asLong())
        .isEqualTo(SECONDS);
    assertThat(delta.path("metadata").has("on")).isFalse();
    assertThat(get().path("state").path("delta")).isEqualTo(expected);
  }

  @Test
  void noDeltaIsPublishedWhereNothingDiffers() {
    update("{'state':{'reported':{'a':1},'desired':{'a':1}}}");

    assertThat(topics())
        .containsExactly(
            "$aws/things/CP1/shadow/update/accepted", "$aws/things/CP1/shadow/update/documents");
  }

  @Test
  void answerOfAnUpdateSaysWhatTheRequestSaid() {
    update("{'state':{'reported':{'old':1}}}");

    JsonNode accepted =
        update("{'state':{'reported':{'old':null,'new':1}},'clientToken':'t','version':1}");

    assertThat(accepted)
        .isEqualTo(
            json(
                "{'state':{'reported':{'old':null,'new':1}},'metadata':{'reported':{'new':{'timestamp':%d}}},'version':2,'timestamp':%d,'clientToken':'t'}"
                    .formatted(SECONDS, SECONDS)));
  }

  @Test
  void documentsShowBeforeAndAfter() {
    update("{'state':{'reported':{'a':1}}}");
    published.clear();

    update("{'state':{'reported':{'a':2}}}");

    JsonNode documents = payload("$aws/things/CP1/shadow/update/documents");
    assertThat(documents.path("previous").path("state")).isEqualTo(json("{'reported':{'a':1}}"));
    assertThat(documents.path("previous").path("version").asInt()).isEqualTo(1);
    assertThat(documents.path("current").path("state")).isEqualTo(json("{'reported':{'a':2}}"));
    assertThat(documents.path("current").path("version").asInt()).isEqualTo(2);
  }

  @Test
  void otherVersionIsAConflict() {
    update("{'state':{'reported':{'a':1}}}");

    assertThatThrownBy(() -> update("{'state':{'reported':{'a':2}},'version':7}"))
        .isInstanceOfSatisfying(AwsFault.class, fault -> assertThat(fault.status()).isEqualTo(409))
        .hasMessage("Version conflict");
    assertThat(get().path("version").asInt()).isEqualTo(1);
  }

  @Test
  void versionGoesOnAfterDeletion() {
    update("{'state':{'reported':{'a':1}}}");
    shadows.delete(CP1, Buffer.buffer());

    JsonNode accepted = update("{'state':{'reported':{'b':1}}}");

    assertThat(accepted.path("version").asInt()).isEqualTo(2);
    assertThat(get().path("state")).isEqualTo(json("{'reported':{'b':1}}"));
  }

  @Test
  void stateAbove8KilobytesIsRefused() {
    String value = "x".repeat(5000);
    update("{'state':{'reported':{'a':'%s'}}}".formatted(value));

    assertThatThrownBy(() -> update("{'state':{'reported':{'b':'%s'}}}".formatted(value)))
        .isInstanceOfSatisfying(AwsFault.class, fault -> assertThat(fault.status()).isEqualTo(413));
    assertThat(get().path("state").path("reported").has("b")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no JSON | Invalid JSON",
        "[] | Invalid JSON",
        "{} | Missing required node: state",
        "{'state':1} | State node must be an object",
        "{'state':{'desired':1}} | Desired node must be an object",
        "{'state':{'reported':[]}} | Reported node must be an object",
        "{'state':{'other':{}}} | State contains an invalid node: 'other'",
        "{'state':{},'version':'1'} | Invalid version",
        "{'state':{},'clientToken':1} | Invalid clientToken",
        "{'state':{'reported':{'1':{'2':{'3':{'4':{'5':{'6':{'7':{'8':{}}}}}}}}}}} | JSON contains too many levels of nesting; maximum is 8",
      })
  void badRequestIsRefusedInAwsWords(String request, String message) {
    assertThatThrownBy(() -> update(request))
        .isInstanceOfSatisfying(AwsFault.class, fault -> assertThat(fault.status()).isEqualTo(400))
        .hasMessage(message);
  }

  @Test
  void requestByTopicIsAnsweredByTopic() {
    request("$aws/things/CP1/shadow/name/config/update", "{'state':{'desired':{'a':1}}}");
    published.clear();

    request("$aws/things/CP1/shadow/name/config/get", "{'clientToken':'t'}");

    JsonNode answer = payload("$aws/things/CP1/shadow/name/config/get/accepted");
    assertThat(answer.path("state").path("desired")).isEqualTo(json("{'a':1}"));
    assertThat(answer.path("clientToken").asString()).isEqualTo("t");
    assertThat(shadows.names("CP1")).containsExactly("config");
  }

  @Test
  void refusedRequestByTopicIsRejectedByTopic() {
    request("$aws/things/CP1/shadow/get", "{'clientToken':'t'}");

    assertThat(payload("$aws/things/CP1/shadow/get/rejected"))
        .isEqualTo(
            json(
                "{'code':404,'message':\"No shadow exists with name: 'CP1'\",'timestamp':%d,'clientToken':'t'}"
                    .formatted(SECONDS)));
  }

  @Test
  void shadowsOutliveARestartWhereThereIsADirectory(@TempDir Path directory) {
    Path path = directory.resolve("deeper/shadows.json");
    try (Shadows first = shadows(path)) {
      first.update(CP1, buffer("{'state':{'reported':{'a':1},'desired':{'a':2}}}"));
    }

    try (Shadows second = shadows(path)) {
      JsonNode kept = read(second.get(CP1, Buffer.buffer()));
      assertThat(kept.path("state").path("reported")).isEqualTo(json("{'a':1}"));
      assertThat(kept.path("version").asInt()).isEqualTo(1);
    }
  }

  private Shadows shadows(Path path) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new Shadows(clock, published::add, new UsageMeter(clock), path);
  }

  private JsonNode update(String request) {
    return read(shadows.update(CP1, buffer(request)));
  }

  private JsonNode get() {
    return read(shadows.get(CP1, Buffer.buffer()));
  }

  private void request(String topic, String payload) {
    shadows.onPublish(Publish.of(topic, buffer(payload), 0, Principal.ANONYMOUS, NOW));
  }

  private List<String> topics() {
    return published.stream().map(Publish::topic).toList();
  }

  private JsonNode payload(String topic) {
    return read(
        published.stream()
            .filter(it -> it.topic().equals(topic))
            .findFirst()
            .orElseThrow(() -> new AssertionError(topic + " not in " + topics()))
            .payload());
  }

  private static JsonNode read(Buffer buffer) {
    return JsonMapper.shared().readTree(buffer.getBytes());
  }

  private static JsonNode json(String text) {
    return read(buffer(text));
  }

  /// Text with single quotes for double ones, but for those within double quotes.
  private static Buffer buffer(String text) {
    StringBuilder json = new StringBuilder();
    boolean quoted = false;
    for (char c : text.toCharArray()) {
      quoted ^= c == '"';
      json.append(c == '\'' && !quoted ? '"' : c);
    }
    return Buffer.buffer(json.toString());
  }
}
