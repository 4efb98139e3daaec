package io.ocppgateway.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.Template;
import io.ocppgateway.local.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class SecretsTest {

  private static final Surroundings HERE = new Surroundings("Stack", "eu-west-1", "http://x:1");
  private static final String ARN = HERE.secretArn("Stack-Pepper");

  @TempDir private Path directory;

  @Test
  void valueIsGeneratedOnceAndStays() {
    String properties =
        "{'GenerateSecretString': {'PasswordLength': 64, 'ExcludePunctuation': true}}";

    String first = secrets(properties).value(ARN, "here");
    String second = secrets(properties).value(ARN, "here");

    assertThat(first).matches("[A-Za-z0-9]{64}").isEqualTo(second);
  }

  @Test
  void eachSecretHasAValueOfItsOwnAndNobodyElseReadsIt() throws IOException {
    String first = secrets("{'GenerateSecretString': {}}").value(ARN, "here");
    String other =
        secrets("{'Name': 'other', 'GenerateSecretString': {}}")
            .value(HERE.secretArn("other"), "here");

    assertThat(first).hasSize(32).isNotEqualTo(other);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("Stack-Pepper"))))
        .isEqualTo("rw-------");
  }

  @Test
  void secretThatIsInTheTemplateIsRefused() {
    assertThatThrownBy(() -> secrets("{'SecretString': 'x'}"))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("only a secret whose value is generated can be had here");
  }

  @Test
  void whatIsNotHonouredIsRefusedByName() {
    assertThatThrownBy(() -> secrets("{'GenerateSecretString': {'GenerateStringKey': 'x'}}"))
        .hasMessageContaining("Pepper.GenerateSecretString.GenerateStringKey")
        .hasMessageContaining("cannot be honoured here");
  }

  @Test
  void secretOfAnotherTemplateIsRefusedWithWhereItIsAskedFor() {
    Secrets secrets = secrets("{'GenerateSecretString': {}}");

    assertThatThrownBy(() -> secrets.value(ARN + ":key::", "Task.PEPPER"))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "Task.PEPPER: only a whole secret of this template can be had here, not "
                + ARN
                + ":key::");
  }

  @Test
  void valueIsNotInWhatIsLogged() {
    Secret secret = new Secret("name", "arn", () -> "very secret");

    assertThat(secret.toString()).doesNotContain("very");
    assertThat(secret.value().toString()).doesNotContain("very");
  }

  @Test
  void operatorsSecretIsWhatItsFileHoldsNow() {
    String arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a/certificate-AbCdEf";
    AtomicReference<String> text = new AtomicReference<>("old");
    Secrets secrets = secrets("{'GenerateSecretString': {}}").with(arn, text::get);
    Secret.Value before = secrets.find(arn).orElseThrow().value();

    text.set("new");

    Secret.Value after = secrets.find("a/certificate").orElseThrow().value();
    assertThat(after.text()).isEqualTo("new");
    assertThat(after.version()).isNotEqualTo(before.version());
    assertThat(secrets.find(arn).orElseThrow().value()).isEqualTo(after);
    assertThat(secrets.value(ARN, "here")).hasSize(32);
  }

  private Secrets secrets(String properties) {
    String template =
        "{'Resources': {'Pepper': {'Type': 'AWS::SecretsManager::Secret', 'Properties': %s}}}"
            .formatted(properties)
            .replace('\'', '"');
    return Secrets.of(Template.of(JsonMapper.shared().readTree(template), HERE), HERE, directory);
  }
}
