package io.ocppgateway.local.dynamodb;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How DynamoDB Local is started.
///
/// @param classPathFile holds the class path of DynamoDB Local, as Maven resolved it
/// @param logFile takes its output
/// @param region the region of the tables
/// @param dataDirectory where tables are kept across restarts, `null` to keep them in memory
public record DynamoDbConfig(
    Path classPathFile, Path logFile, String region, @Nullable Path dataDirectory) {}
