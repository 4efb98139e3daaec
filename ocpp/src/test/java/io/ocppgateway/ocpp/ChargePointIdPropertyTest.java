package io.ocppgateway.ocpp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/// The laws of the thing name, for any identity.
class ChargePointIdPropertyTest {

  @Property
  void thingNameIsReversible(@ForAll("identities") byte[] identity) {
    ChargePointId id = ChargePointId.ofIdentity(identity).orElseThrow();

    assertThat(id.identityBytes()).isEqualTo(identity);
    assertThat(ChargePointId.ofThingName(id.thingName())).contains(id);
  }

  @Property
  void thingNameIsOneThatAwsTakes(@ForAll("identities") byte[] identity) {
    String thingName = ChargePointId.ofIdentity(identity).orElseThrow().thingName();

    assertThat(thingName).matches("[a-zA-Z0-9:_-]{1,128}");
  }

  @Property
  void twoIdentitiesNeverShareAThingName(
      @ForAll("similarIdentities") byte[] one, @ForAll("similarIdentities") byte[] other) {
    ChargePointId ofOne = ChargePointId.ofIdentity(one).orElseThrow();
    ChargePointId ofOther = ChargePointId.ofIdentity(other).orElseThrow();

    assertThat(ofOne.equals(ofOther)).isEqualTo(Arrays.equals(one, other));
  }

  @Property
  void whatAThingNameIsReadFromIsTheOnlyNameOfItsIdentity(@ForAll("nearThingNames") String name) {
    ChargePointId.ofThingName(name)
        .ifPresent(id -> assertThat(ChargePointId.ofIdentity(id.identityBytes())).contains(id));
  }

  @Property
  void anyTextIsAnIdentityOrNone(@ForAll String text) {
    byte[] utf8 = text.getBytes(UTF_8);

    assertThat(ChargePointId.ofIdentity(text)).isEqualTo(ChargePointId.ofIdentity(utf8));
  }

  @Property
  void anyBytesReadForPeopleAsOneLine(@ForAll @Size(min = 1, max = 42) byte[] identity) {
    assertThat(ChargePointId.ofIdentity(identity).orElseThrow().toString().lines()).hasSize(1);
  }

  @Provide
  Arbitrary<byte[]> identities() {
    return Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(42);
  }

  /// Short, and of the bytes that the escaping itself is made of.
  @Provide
  Arbitrary<byte[]> similarIdentities() {
    return Arbitraries.of((byte) ':', (byte) '3', (byte) 'A', (byte) 'a', (byte) '*')
        .array(byte[].class)
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<String> nearThingNames() {
    return Arbitraries.strings()
        .withChars(":0123456789ABCDEFabcXYZ_-")
        .ofMinLength(1)
        .ofMaxLength(9);
  }
}
