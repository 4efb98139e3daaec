package io.ocppgateway.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GoalTest {

  @Test
  void aGoalIsMetOnItsSideOfTheLimitAndOnTheLimit() {
    assertThat(Goal.atMost("a ratio", 1.5, 1.5).isMet()).isTrue();
    assertThat(Goal.atMost("a ratio", 1.5, 1.51).isMet()).isFalse();
    assertThat(Goal.atLeast("a rate", 400, 400).isMet()).isTrue();
    assertThat(Goal.atLeast("a rate", 400, 399).isMet()).isFalse();
  }

  @Test
  void whatIsNotMetIsShownAsNotMet() {
    MarkdownTable table =
        Goal.table(List.of(Goal.atMost("a ratio", 1.5, 1.234), Goal.atLeast("a rate", 400, 123)));

    assertThat(table.toString())
        .isEqualTo(
            """
            | goal | limit | measured |  |
            |---|---|---|---|
            | a ratio | ≤ 1.50 | 1.23 | met |
            | a rate | ≥ 400 | 123 | not met |
            """);
  }

  @Test
  void aRowHasACellForEachHead() {
    MarkdownTable table = new MarkdownTable("a", "b");

    assertThatIllegalArgumentException().isThrownBy(() -> table.add("1"));
  }
}
