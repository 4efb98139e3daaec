/// IAM's decisions: what the roles of a template may do, and whom functions let in.
///
/// Read [io.ocppgateway.local.iam.Role] first, then [io.ocppgateway.local.iam.Decision]. No I/O, no
/// clock, no service: who asks and what happens after a refusal is other packages' business. What
/// of IAM is not here (policy variables, boundaries, operators for numbers, dates and addresses) is
/// refused where the template is read, with its position.
///
/// @see "AWS Identity and Access Management user guide, Policy evaluation logic"
@NullMarked
package io.ocppgateway.local.iam;

import org.jspecify.annotations.NullMarked;
