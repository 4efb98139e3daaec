/// DynamoDB on this machine: DynamoDB Local as a process of its own, the template's tables in it,
/// and the way to it through the AWS endpoint.
///
/// Read [io.ocppgateway.local.dynamodb.DynamoDb] first. DynamoDB Local is never on this class path:
/// its licence forbids combining it with other programs.
@NullMarked
package io.ocppgateway.local.dynamodb;

import org.jspecify.annotations.NullMarked;
