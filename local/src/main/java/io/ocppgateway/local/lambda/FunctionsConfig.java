package io.ocppgateway.local.lambda;

import io.ocppgateway.local.aws.AccessControl;
import io.ocppgateway.local.aws.Principals;
import io.ocppgateway.local.template.CloudAssembly;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.Template;
import java.nio.file.Path;

/// What functions are made from.
///
/// @param principals gives each function a key of its role
/// @param access says whether a function's role may write its log
/// @param logDirectory takes a file for each function, `<logicalId>.log`
public record FunctionsConfig(
    CloudAssembly assembly,
    Template template,
    Surroundings surroundings,
    Principals principals,
    AccessControl access,
    Path logDirectory) {}
