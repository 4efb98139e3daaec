package io.ocppgateway.local.iot.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionTreeTest {

  private final SubscriptionTree<String, Integer> tree = new SubscriptionTree<>();

  @ParameterizedTest
  @CsvSource({
    "CP1/in, CP1/in, true",
    "CP1/in, CP1/out, false",
    "CP1/in, CP1, false",
    "CP1, CP1/in, false",
    "+/in, CP1/in, true",
    "+/in, CP1/out, false",
    "+/in, a/b/in, false",
    "+, CP1, true",
    "+, CP1/in, false",
    "+, /in, false",
    "+/+, /in, true",
    "/+, /in, true",
    "#, CP1, true",
    "#, CP1/in/x, true",
    "CP1/#, CP1, true",
    "CP1/#, CP1/in/x, true",
    "CP1/#, CP2/in, false",
    "+/in/#, CP1/in, true",
    "CP1//in, CP1//in, true",
    "CP1/+/in, CP1//in, true",
    "#, $aws/events/presence/connected/CP1, false",
    "+/events/#, $aws/events/presence/connected/CP1, false",
    "$aws/#, $aws/events/presence/connected/CP1, true",
    "$aws/events/presence/+/CP1, $aws/events/presence/connected/CP1, true",
  })
  void filterMatchesAsMqttSays(String filter, String topic, boolean matches) {
    tree.add(filter, "subscriber", 0);

    Set<String> found = match(topic);

    assertThat(found).isEqualTo(matches ? Set.of("subscriber") : Set.of());
  }

  @Test
  void everySubscriberOfATopicIsFound() {
    tree.add("+/in", "all", 0);
    tree.add("CP1/in", "one", 1);
    tree.add("CP1/#", "tree", 1);
    tree.add("CP2/in", "other", 1);

    Set<String> found = match("CP1/in");

    assertThat(found).containsExactly("all", "one", "tree");
  }

  @Test
  void removedSubscriptionMatchesNoMore() {
    tree.add("CP1/in", "one", 0);
    tree.add("CP1/in", "two", 0);

    boolean removed = tree.remove("CP1/in", "one");

    assertThat(removed).isTrue();
    assertThat(match("CP1/in")).containsExactly("two");
  }

  @Test
  void unknownSubscriptionCannotBeRemoved() {
    tree.add("CP1/in", "one", 0);

    boolean removed = tree.remove("CP1/+", "one");

    assertThat(removed).isFalse();
    assertThat(match("CP1/in")).containsExactly("one");
  }

  @Test
  void sameFilterAgainReplacesItsOptions() {
    boolean first = tree.add("CP1/in", "one", 0);
    boolean second = tree.add("CP1/in", "one", 1);

    assertThat(first).isTrue();
    assertThat(second).isFalse();
    tree.match("CP1/in", (_, qos) -> assertThat(qos).isEqualTo(1));
  }

  private Set<String> match(String topic) {
    Set<String> found = new TreeSet<>();
    tree.match(topic, (subscriber, _) -> found.add(subscriber));
    return found;
  }
}
