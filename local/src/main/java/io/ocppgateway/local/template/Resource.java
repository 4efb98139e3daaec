package io.ocppgateway.local.template;

/// A resource of the template, with its properties as yet unresolved.
///
/// @param logicalId its name in the template
/// @param type as in `AWS::IoT::TopicRule`
/// @param properties reads its properties; each is resolved when it is asked for
/// @param physicalName what `Ref` gives for most types: the name under which the service knows it
/// @param label what people call it: the name that the template gives it, else its construct's
public record Resource(
    String logicalId, String type, TemplateValue properties, String physicalName, String label) {}
