package io.ocppgateway.gateway.aws;

/// How often this process may ask AWS IoT in a second: its share of quotas that are the account's.
/// Each is 0 for any number.
///
/// @param things calls of DescribeThing
/// @param certificates calls of DescribeCertificate, and of ListThingPrincipals
public record LookUpRates(int things, int certificates) {}
