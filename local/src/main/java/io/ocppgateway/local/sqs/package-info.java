/// The template's queues in memory, and the operations of SQS by which people look into them.
///
/// Read [io.ocppgateway.local.sqs.Queues] first. As much as dead letter queues need: no FIFO, no
/// redrive, no message attributes; what is missing is refused by name.
@NullMarked
package io.ocppgateway.local.sqs;

import org.jspecify.annotations.NullMarked;
