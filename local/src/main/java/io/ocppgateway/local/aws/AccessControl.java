package io.ocppgateway.local.aws;

import io.ocppgateway.local.iam.Call;
import io.ocppgateway.local.iam.Decision;
import io.ocppgateway.local.iam.ResourcePolicies;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets principals do what the template allows and refuses the rest, loudly: a refusal here is a
/// refusal in AWS.
///
/// The operator may do everything, and so may AWS itself. Safe for use by many threads.
public final class AccessControl {

  private static final Logger LOG = LoggerFactory.getLogger(AccessControl.class);

  /// The first refusal of its kind is an error for people; of the following only each so many.
  private static final int TELL_EACH = 1_000;

  private volatile ResourcePolicies resources = ResourcePolicies.NONE;
  private final ConcurrentMap<Refused, LongAdder> refusals = new ConcurrentHashMap<>();

  /// What was refused to a role.
  ///
  /// @param role its name
  public record Refused(String role, String action) {}

  /// From now on the policies of these resources count, too.
  public void honour(ResourcePolicies policies) {
    resources = policies;
  }

  /// Why the calls are refused, as AWS says it; empty if all are allowed.
  public Optional<String> refusal(Principal principal, List<Call> calls) {
    return calls.stream().flatMap(call -> refusal(principal, call).stream()).findFirst();
  }

  /// Why a call is refused, as AWS says it; empty if it is allowed.
  public Optional<String> refusal(Principal principal, Call call) {
    return switch (principal) {
      case Principal.Administrator _, Principal.Service _ -> Optional.empty();
      case Principal.RoleSession session -> refusal(session, call);
    };
  }

  /// Whether a call is allowed.
  public boolean allows(Principal principal, Call call) {
    return refusal(principal, call).isEmpty();
  }

  /// Whether all of the calls are allowed.
  public boolean allows(Principal principal, List<Call> calls) {
    return refusal(principal, calls).isEmpty();
  }

  /// Does nothing if a call is allowed.
  ///
  /// @throws AwsFault if it is not
  public void require(Principal principal, Call call) {
    refusal(principal, call)
        .ifPresent(reason -> {
          throw AwsFault.accessDenied(reason);
        });
  }

  /// What was refused until now.
  public Set<Refused> refusals() {
    return Set.copyOf(refusals.keySet());
  }

  private Optional<String> refusal(Principal.RoleSession session, Call call) {
    return switch (session.role().decide(call, resources)) {
      case Decision.Allowed _ -> Optional.empty();
      case Decision.NotAllowed _ -> {
        tell(session, call, "none allows it: " + missing(call));
        yield Optional.of(
            reason(
                session,
                call,
                "because no identity-based policy allows the %s action".formatted(call.action())));
      }
      case Decision.Denied denied -> {
        tell(session, call, "one denies it: " + denied.by().position());
        yield Optional.of(
            reason(
                session,
                call,
                "with an explicit deny in %s policy"
                    .formatted(
                        session.role().has(denied.by())
                            ? "an identity-based"
                            : "a resource-based")));
      }
    };
  }

  private static String reason(Principal.RoleSession session, Call call, String because) {
    return "User: %s is not authorized to perform: %s on resource: %s %s"
        .formatted(session.arn(), call.action(), call.resource(), because);
  }

  /// The statement that would allow the call.
  private static String missing(Call call) {
    return "{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\"}"
        .formatted(call.action(), call.resource());
  }

  private void tell(Principal.RoleSession session, Call call, String statements) {
    LongAdder count =
        refusals.computeIfAbsent(
            new Refused(session.role().name(), call.action()), _ -> new LongAdder());
    count.increment();
    long times = count.sum();
    (times % TELL_EACH == 1 ? LOG.atError() : LOG.atDebug())
        .addKeyValue("principal", session.name())
        .addKeyValue("role", session.role().name())
        .addKeyValue("action", call.action())
        .addKeyValue("resource", call.resource())
        .addKeyValue("statements", statements)
        .addKeyValue("times", times)
        .log("Access denied, as it would be in AWS: the template does not allow this");
  }
}
