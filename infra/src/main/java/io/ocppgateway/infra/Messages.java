package io.ocppgateway.infra;

import static java.util.stream.Collectors.joining;

import io.ocppgateway.ocpp.topic.Topics;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/// Which messages a rule takes, and what of them its action gets.
///
/// AWS IoT meters every rule whose topic filter matches, whether or not its WHERE holds, and its
/// action with a minimum of one: a rule on the frames of charge points costs 0.30 USD for each
/// million of all frames, a tenth of what a CALL and its answer cost as messages. What the action
/// itself costs comes on top. `docs/cost.md` has the reckoning.
sealed interface Messages {

  /// A frame of a charge point as functions get it: `message` is the frame, `ocpp` the version that
  /// was negotiated.
  String FRAME =
      "SELECT * AS message, topic(1) AS chargePointId, get_user_properties('"
          + Topics.OCPP_PROPERTY
          + "') AS ocpp, timestamp() AS receivedAt, traceid() AS traceId FROM '"
          + Topics.ALL_IN
          + "'";

  /// The statement in the rules' SQL, version 2016-03-23.
  ///
  /// @param ours what tells this stack's messages from others'
  String sql(MessageOrigin ours);

  /// CALLs of these actions, beside the stack's own function, which goes on answering them.
  ///
  /// @param actions by OCPP's names, such as `MeterValues`
  /// @throws IllegalArgumentException if there is none, or one is no name of an action
  static Messages observing(String... actions) {
    return new Calls(List.of(actions), false);
  }

  /// CALLs of these actions, instead of the stack's own function, which no longer gets them:
  /// whoever takes them has to answer on `{id}/out`. What charge points answer to commands still
  /// goes there.
  ///
  /// @param actions by OCPP's names, such as `DataTransfer`
  /// @throws IllegalArgumentException if there is none, or one is no name of an action
  static Messages insteadOfOurs(String... actions) {
    return new Calls(List.of(actions), true);
  }

  /// Whatever a statement of one's own selects, as it stands: where several stacks share an account
  /// and region, messages of all of them, unless its WHERE says otherwise.
  static Messages selectedBy(String sql) {
    return new Selected(sql);
  }

  /// Every frame, but for the CALLs of some actions.
  static Messages allFramesBut(Collection<String> actions) {
    if (actions.isEmpty()) {
      return new Ours(FRAME, "");
    }
    // In answers the third element is no action but an object (type 3) or an error code (4): they
    // pass by their type. Comparing an object with a text is no error, only not equal.
    return new Ours(
        FRAME,
        "(get(*, 0) <> 2 OR ("
            + actions.stream().map("get(*, 2) <> '%s'"::formatted).collect(joining(" AND "))
            + "))");
  }

  /// CALLs of some actions.
  ///
  /// @param insteadOfOurs whether the stack's own function is not to get them
  record Calls(List<String> actions, boolean insteadOfOurs) implements Messages {

    private static final Pattern ACTION = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,49}");

    public Calls {
      actions = List.copyOf(actions);
      if (actions.isEmpty() || !actions.stream().allMatch(ACTION.asMatchPredicate())) {
        throw new IllegalArgumentException(
            "actions are %s; allowed are one or more of OCPP's names, such as MeterValues"
                .formatted(actions));
      }
    }

    @Override
    public String sql(MessageOrigin ours) {
      String condition =
          "get(*, 0) = 2 AND ("
              + actions.stream().map("get(*, 2) = '%s'"::formatted).collect(joining(" OR "))
              + ")";
      return new Ours(FRAME, condition).sql(ours);
    }
  }

  /// Those of this stack that a condition holds of.
  ///
  /// @param selection `SELECT … FROM …`, of a topic that charge points' messages are published on
  /// @param condition empty for one that always holds
  record Ours(String selection, String condition) implements Messages {

    @Override
    public String sql(MessageOrigin ours) {
      return selection
          + " WHERE "
          + ours.ofMessages()
          + (condition.isEmpty() ? "" : " AND " + condition);
    }
  }

  /// What AWS IoT tells of this stack's gateway: who connected by it, and who no longer is.
  record Events(String selection, String condition) implements Messages {

    @Override
    public String sql(MessageOrigin ours) {
      return "%s WHERE %s AND %s".formatted(selection, ours.ofEvents(), condition);
    }
  }

  /// What a statement selects.
  record Selected(String statement) implements Messages {

    @Override
    public String sql(MessageOrigin ours) {
      return statement;
    }
  }
}
