package io.ocppgateway.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.local.aws.AwsFault;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.usage.UsageMeter;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.JsonNodeFactory;

/// Items that rules write, with a server in the place of DynamoDB Local.
// In threads of their own: what waits for ever here cannot be interrupted.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DynamoDbServiceIT {

  private static final Duration PATIENCE = Duration.ofSeconds(6);
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(1);
  private static final Duration ANSWER_TIME = Duration.ofMillis(700);

  /// On 64 connections: the last ones have their turn when others' patience would be over.
  private static final int BURST = 11 * 64;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void end() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void whoWaitsForHisTurnInABurstIsNotGivenUp() {
    DynamoDbService service =
        service(
            PATIENCE,
            request -> vertx.setTimer(ANSWER_TIME.toMillis(), _ -> request.response().end("{}")));

    CompletableFuture<?>[] all =
        IntStream.range(0, BURST)
            .mapToObj(
                _ -> CompletableFuture.runAsync(() -> put(service), Thread::startVirtualThread))
            .toArray(CompletableFuture<?>[]::new);

    assertThatCode(CompletableFuture.allOf(all)::join).doesNotThrowAnyException();
  }

  @Test
  void whoDoesNotAnswerIsGivenUp() {
    DynamoDbService service = service(SHORT_PATIENCE, _ -> {});

    assertThatThrownBy(() -> put(service))
        .isInstanceOf(AwsFault.class)
        .hasMessageContaining("does not answer", "Timeout");
  }

  @Test
  void whoBeginsAnAnswerAndDoesNotEndItIsGivenUp() {
    DynamoDbService service =
        service(
            SHORT_PATIENCE,
            request -> request.response().setChunked(true).write("{\"Attributes\":"));

    assertThatThrownBy(() -> put(service))
        .isInstanceOf(AwsFault.class)
        .hasMessageContaining("does not answer", "Timeout");
  }

  private static void put(DynamoDbService service) {
    service.putItem("T", JsonNodeFactory.instance.objectNode().put("chargePointId", "CP1"));
  }

  private DynamoDbService service(Duration patience, Handler<HttpServerRequest> dynamoDbLocal) {
    int port =
        vertx
            .createHttpServer()
            .requestHandler(dynamoDbLocal)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    return new DynamoDbService(
        vertx,
        port,
        new Surroundings("S", "eu-west-1", "http://localhost:1"),
        new UsageMeter(Clock.systemUTC()),
        patience);
  }
}
