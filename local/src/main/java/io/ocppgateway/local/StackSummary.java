package io.ocppgateway.local;

import java.util.List;
import java.util.SortedMap;

/// What of a template runs here, and what does not. Resources have the names that people gave them:
/// the template's where it gives one, else their construct's.
///
/// @param stackName the stack's name
/// @param functions names of the functions
/// @param rules names of the topic rules
/// @param tables names of the tables
/// @param queues names of the queues
/// @param gateways process ids of the gateways
/// @param notRun how many resources of each type exist only in AWS, by type
public record StackSummary(
    String stackName,
    List<String> functions,
    List<String> rules,
    List<String> tables,
    List<String> queues,
    List<Long> gateways,
    SortedMap<String, Long> notRun) {}
