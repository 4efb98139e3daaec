/// What a gateway carries in a task as small as the stack's: a share of a processor, little memory.
///
/// Read [io.ocppgateway.bench.task.TaskBench] first. The task is a control group of this machine,
/// which bounds the process as Fargate bounds a container.
@NullMarked
package io.ocppgateway.bench.task;

import org.jspecify.annotations.NullMarked;
