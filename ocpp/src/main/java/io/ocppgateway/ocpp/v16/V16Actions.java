package io.ocppgateway.ocpp.v16;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;

import io.ocppgateway.ocpp.message.Action;
import java.util.List;

/// The table of this version's actions.
public final class V16Actions {

  public static final Action<BootNotificationRequest, BootNotificationResponse> BOOT_NOTIFICATION =
      new Action<>(
          V1_6, "BootNotification", BootNotificationRequest.class, BootNotificationResponse.class);

  public static final Action<HeartbeatRequest, HeartbeatResponse> HEARTBEAT =
      new Action<>(V1_6, "Heartbeat", HeartbeatRequest.class, HeartbeatResponse.class);

  public static final Action<StatusNotificationRequest, StatusNotificationResponse>
      STATUS_NOTIFICATION =
          new Action<>(
              V1_6,
              "StatusNotification",
              StatusNotificationRequest.class,
              StatusNotificationResponse.class);

  /// Every action that has types here, in the order of the table.
  public static final List<Action<?, ?>> ALL =
      List.of(BOOT_NOTIFICATION, HEARTBEAT, STATUS_NOTIFICATION);

  private V16Actions() {}
}
