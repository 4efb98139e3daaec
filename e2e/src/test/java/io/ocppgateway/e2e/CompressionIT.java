package io.ocppgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A WebSocket client that nobody here wrote compresses, and understands what is compressed for it.
@ExtendWith(LocalStackExtension.class)
class CompressionIT {

  private final Stack stack;

  CompressionIT(Stack stack) {
    this.stack = stack;
  }

  @Test
  void longMessagesPassCompressedBothWays() {
    String filling = "readable ".repeat(500);
    String command =
        "[2,\"command\",\"DataTransfer\",{\"vendorId\":\"x\",\"data\":\"" + filling + "\"}]";
    try (Messages published = Messages.on(stack, "DEFLATE/in");
        Program chargePoint = stack.compressing("DEFLATE")) {

      assertThat(chargePoint.awaitLine("\"connected\"")).contains("permessage-deflate");
      assertThat(chargePoint.awaitLine("\"long\"")).contains("\"type\":4");
      assertThat(published.await("DEFLATE/in", "\"long\"").payload())
          .contains("compressible ".repeat(1000));
      published.publish("DEFLATE/out", command);

      assertThat(chargePoint.awaitLine("\"command\"")).contains(filling);
      assertThat(chargePoint.awaitLine("\"closed\"")).contains("1000");
      assertThat(chargePoint.awaitExit()).isZero();
    }
  }
}
