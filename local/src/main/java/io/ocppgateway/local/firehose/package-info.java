/// Amazon Data Firehose's delivery streams, as far as they take records: each writes them to a file
/// here, in place of where it delivers in AWS.
///
/// [io.ocppgateway.local.firehose.DeliveryStreams] is all there is.
@NullMarked
package io.ocppgateway.local.firehose;

import org.jspecify.annotations.NullMarked;
