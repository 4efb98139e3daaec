/// The template's secrets, and the operations of Secrets Manager by which programs read them.
///
/// Read [io.ocppgateway.local.secrets.Secrets] first. As much as the gateway needs: no rotation, no
/// version but the current one; what is missing is refused by name.
@NullMarked
package io.ocppgateway.local.secrets;

import org.jspecify.annotations.NullMarked;
