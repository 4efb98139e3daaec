/// What passed through the local stack since its start, counted as AWS would meter it, and what was
/// dropped on the way.
///
/// The door is [io.ocppgateway.local.usage.UsageMeter]: every part of the stack counts on the one
/// meter, and [io.ocppgateway.local.usage.UsageMeter#usage] reads it. A part that drops a message
/// must count it here by its reason; nothing is dropped in silence. Knows nothing of the parts.
@NullMarked
package io.ocppgateway.local.usage;

import org.jspecify.annotations.NullMarked;
