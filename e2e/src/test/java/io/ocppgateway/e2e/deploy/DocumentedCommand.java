package io.ocppgateway.e2e.deploy;

import io.ocppgateway.e2e.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A command of ours or of the CDK's in a block of code of a document.
///
/// @param words as a shell would part them
record DocumentedCommand(List<String> words) {

  /// What ends them needs an account.
  private static final List<String> FOR_AN_ACCOUNT =
      List.of("bootstrap", "deploy", "destroy", "gc", "import");

  private static final Pattern BLOCK = Pattern.compile("(?s)```[a-z]*\n(.*?)```");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  /// Those of a document, in its order.
  static List<DocumentedCommand> of(String document) {
    return BLOCK
        .matcher(Repository.read(document))
        .results()
        .flatMap(block -> block.group(1).lines().map(String::strip))
        .map(line -> line.startsWith("$ ") ? line.substring(2) : line)
        .filter(line -> line.startsWith("./cpo ") || line.startsWith("npx cdk "))
        .map(line -> new DocumentedCommand(words(line)))
        .toList();
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    WORD.matcher(line).results().map(DocumentedCommand::word).forEach(words::add);
    return List.copyOf(words);
  }

  private static String word(MatchResult found) {
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  /// What comes after `./cpo` or `npx cdk`.
  List<String> arguments() {
    return words.subList(isOurs() ? 1 : 2, words.size());
  }

  String name() {
    return arguments().getFirst();
  }

  boolean isOurs() {
    return words.getFirst().equals("./cpo");
  }

  /// Whether it needs no account, or can be shown the local stack instead.
  boolean canRunHere() {
    boolean comparesWithTheAccount = name().equals("diff") && !words.contains("--template");
    return !FOR_AN_ACCOUNT.contains(name()) && !comparesWithTheAccount;
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
