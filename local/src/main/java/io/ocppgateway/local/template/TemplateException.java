package io.ocppgateway.local.template;

/// The template asks for something that cannot be honoured here. The message says where.
public final class TemplateException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// A fault at a position of the template, as in `Rule.TopicRulePayload.Sql`.
  public TemplateException(String position, String fault) {
    super(position + ": " + fault);
  }

  /// A fault at a position of the template, with what led to it.
  public TemplateException(String position, String fault, Throwable cause) {
    super(position + ": " + fault, cause);
  }
}
