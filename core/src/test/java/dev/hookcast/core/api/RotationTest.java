package dev.hookcast.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Problem;
import dev.hookcast.core.Secret;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.subscription.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RotationTest {
  private final TestHookcast it = new TestHookcast();

  @Test
  void bothSecretsSignUntilTheOverlapIsOverAndThenTheNewOneAlone() {
    var subscription = it.subscribe("{}");
    var before = signing(subscription);
    var made = rotate(subscription, "{\"overlap\":\"PT90M\"}").secret();

    assertThat(made).isNotEqualTo(before);
    assertThat(proof()).isEqualTo(proofWith(made, before));
    it.clock.advance(Duration.ofMinutes(90).minusNanos(1));
    assertThat(proof()).isEqualTo(proofWith(made, before));
    it.clock.advance(Duration.ofNanos(1));
    assertThat(proof()).isEqualTo(proofWith(made));
  }

  @Test
  void aRetrySignsWithTheSecretsOfItsOwnTime() {
    var subscription = it.subscribe("{\"retry\":{\"schedule\":[\"PT1H\"],\"jitter\":0}}");
    it.sink.answer(new Outcome.Retry("busy", Optional.empty()));
    it.publish("{\"type\":\"a.b\"}");
    it.run();
    var made = rotate(subscription, "{\"overlap\":\"PT0S\"}").secret();
    it.clock.advance(Duration.ofHours(1));
    it.run();

    assertThat(it.sink.shipments()).hasSize(2);
    assertThat(lastSigners()).containsExactly(made);
  }

  @Test
  void theUsualOverlapIsADay() {
    var subscription = it.subscribe("{}");
    var rotated = rotate(subscription, "{}").subscription();

    assertThat(it.hookcast.subscriptions().retiringUntil(rotated))
        .contains(it.clock.instant().plus(Duration.ofHours(24)));
    assertThat(rotated.updatedAt()).isEqualTo(it.clock.instant());
    it.clock.advance(Duration.ofHours(24));
    assertThat(it.hookcast.subscriptions().retiringUntil(rotated)).isEmpty();
  }

  @Test
  void aSecondRotationLeavesTheNewestTwo() {
    var subscription = it.subscribe("{}");
    var second = rotate(subscription, "{}").secret();
    it.clock.advance(Duration.ofHours(1));
    var third = rotate(subscription, "{}").secret();

    assertThat(proof()).isEqualTo(proofWith(third, second));
  }

  @ParameterizedTest
  @CsvSource({
    "convox, 000102030405060708090a0b0c0d0e0f, [0-9a-f]{64}",
    "platformsh, any-text, '[A-Za-z0-9_-]{43}'",
    "qovery, in-clear, '[A-Za-z0-9_-]{43}'",
    "horizon, in-clear, '[A-Za-z0-9_-]{43}'",
  })
  void theDialectMakesTheNewSecret(String dialect, String given, String form) {
    var subscription = it.subscribe("{\"dialect\":\"%s\"}".formatted(dialect));
    var first = rotate(subscription, "{}").secret();
    assertThat(first.reveal()).matches(form);
    assertThat(rotate(subscription, "{\"secret\":\"%s\"}".formatted(given)).secret())
        .isEqualTo(new Secret(given));
  }

  @Test
  void anEd25519KeyIsReplacedByAnother() {
    var pair = "whsk_" + "QUJD".repeat(21) + "QQ==";
    var subscription = it.subscribe("{}");
    rotate(subscription, "{\"secret\":\"%s\"}".formatted(pair));

    assertThat(rotate(subscription, "{}").secret().reveal()).startsWith("whsk_");
  }

  @ParameterizedTest
  @ValueSource(strings = {"qovery", "horizon", "platformsh"})
  void whereOnlyOneCanSignTheNewOneDoesAtOnce(String dialect) {
    var subscription = it.subscribe("{\"dialect\":\"%s\"}".formatted(dialect));
    rotate(subscription, "{}");
    var done = rotate(subscription, "{\"overlap\":\"P7D\"}");

    assertThat(signers(done.subscription())).containsExactly(done.secret());
    assertThat(it.hookcast.subscriptions().retiringUntil(done.subscription())).isEmpty();
  }

  @Test
  void aDialectThatProvesNothingHasNoSecretToReplace() {
    var subscription = it.subscribe("{\"dialect\":\"divshot\"}");

    assertThat(outcome(subscription.id(), "{}"))
        .isEqualTo(
            new Rotated.Refused(
                "secret_unsupported",
                "The dialect divshot neither signs its requests nor sends a secret."));
    assertThat(it.hookcast.subscriptions().find(TestHookcast.ORG, subscription.id()))
        .contains(subscription);
  }

  @Test
  void whoIsNotThereHasNone() {
    var subscription = it.subscribe("{}");
    var stranger = new OrganizationId("stranger");

    assertThat(
            it.hookcast.subscriptions().rotateSecret(stranger, subscription.id(), Rotation.usual()))
        .isEqualTo(new Rotated.Missing());
    it.hookcast.subscriptions().delete(TestHookcast.ORG, subscription.id());
    assertThat(outcome(subscription.id(), "{}")).isEqualTo(new Rotated.Missing());
  }

  @Test
  void anotherChangeLeavesTheOverlapAsItIs() {
    var rotated = rotate(it.subscribe("{}"), "{}").subscription();
    var form = it.hookcast.subscriptionJson();
    var same = form.read(form.write(rotated.settings()), Optional.of(rotated));

    assertThat(same.sink().secrets()).isEqualTo(rotated.settings().sink().secrets());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"overlap\":\"-PT1S\"}; /overlap; overlap_invalid",
        "{\"overlap\":\"P7DT0.001S\"}; /overlap; overlap_invalid",
        "{\"overlap\":\"a day\"}; /overlap; duration_invalid",
        "{\"overlap\":24}; /overlap; type_mismatch",
        "{\"secret\":\"\"}; /secret; secret_invalid",
        "{\"secret\":\"***\"}; /secret; secret_invalid",
        "{\"secret\":\"whsec_short\"}; /secret; secret_invalid",
        "{\"at\":\"once\"}; /at; unknown_field",
      })
  void whatCannotBeDoneIsRefusedAndChangesNothing(String document, String pointer, String code) {
    var subscription = it.subscribe("{}");
    var refusal =
        catchThrowableOfType(InvalidInput.class, () -> outcome(subscription.id(), document));

    assertThat(refusal.problems())
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(org.assertj.core.api.Assertions.tuple(pointer, code));
    assertThat(it.hookcast.subscriptions().find(TestHookcast.ORG, subscription.id()))
        .contains(subscription);
  }

  @Test
  void whatWasRotatedIsKept() {
    var subscription = it.subscribe("{}");
    var done = rotate(subscription, "{\"overlap\":\"P7D\"}");

    assertThat(it.store.all()).containsExactly(done.subscription());
    assertThat(done.subscription().settings().sink().secrets().others()).isEqualTo(Map.of());
  }

  private Rotated.Done rotate(Subscription subscription, String document) {
    return (Rotated.Done) outcome(subscription.id(), document);
  }

  private Rotated outcome(SubscriptionId id, String document) {
    var rotation = Rotation.read(it.object(document));
    return it.hookcast.subscriptions().rotateSecret(TestHookcast.ORG, id, rotation);
  }

  /** The headers with which the next request would prove where it comes from. */
  private List<Header> proof() {
    it.publish("{\"type\":\"a.b\"}");
    it.run();
    return proofWith(lastSigners().toArray(Secret[]::new));
  }

  private List<Header> proofWith(Secret... secrets) {
    var last = it.sink.shipments().getLast();
    var dialect = last.subscription().settings().dialect();
    return dialect.sign(List.of(secrets), last.id(), last.at(), new byte[] {1});
  }

  private List<Secret> lastSigners() {
    return signers(it.sink.shipments().getLast().subscription());
  }

  private List<Secret> signers(Subscription subscription) {
    return subscription.settings().sink().secrets().signingAt(it.clock.instant());
  }

  private static Secret signing(Subscription subscription) {
    return subscription.settings().sink().secrets().signing().orElseThrow();
  }
}
