package io.ocppgateway.local.rules.sql;

import io.ocppgateway.local.rules.grammar.RuleSqlLexer;
import io.ocppgateway.local.rules.grammar.RuleSqlParser;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.jspecify.annotations.Nullable;

/// Turns text into a parser whose first error is an exception.
final class SqlText {

  private SqlText() {}

  static RuleSqlParser parser(String sql) {
    RuleSqlLexer lexer = new RuleSqlLexer(CharStreams.fromString(sql));
    lexer.removeErrorListeners();
    lexer.addErrorListener(new Refusal(sql));
    RuleSqlParser parser = new RuleSqlParser(new CommonTokenStream(lexer));
    parser.removeErrorListeners();
    parser.addErrorListener(new Refusal(sql));
    return parser;
  }

  private static final class Refusal extends BaseErrorListener {

    private final String sql;

    Refusal(String sql) {
      this.sql = sql;
    }

    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        @Nullable Object symbol,
        int line,
        int charPositionInLine,
        String message,
        @Nullable RecognitionException e) {
      throw new RuleSqlException(line, charPositionInLine + 1, message + " in: " + sql);
    }
  }
}
