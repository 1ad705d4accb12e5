package dev.hookcast.http.console.dialects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * How a receiver finds out whether a request is genuine.
 *
 * @param title what the way is called
 * @param explanation what is compared, and what that proves
 * @param snippets the files that show it begin with this word
 * @param header the header that is compared, where several dialects share the snippets
 */
record Proof(String title, String explanation, String snippets, String header) {
  private static final Proof STANDARD =
      new Proof(
          "Standard Webhooks, with a whsec_ secret",
          "webhook-signature holds an HMAC-SHA256 over webhook-id, webhook-timestamp and the body,"
              + " with dots between them. Take the body as it came, before it is parsed. While a"
              + " secret is being replaced there are two signatures; one that fits is enough.",
          "hmac",
          "webhook-signature");

  private static final Proof ED25519 =
      new Proof(
          "Standard Webhooks, with a whsk_ key pair",
          "The same text is signed with Ed25519. The receiver needs the public half alone, and so"
              + " holds nothing that could sign.",
          "ed25519",
          "webhook-signature");

  private static final Proof CONVOX =
      new Proof(
          "Convox-Signature",
          "With a secret, a header holds the time and an HMAC-SHA256 over it, a dot and the body,"
              + " all in hexadecimal. The key is what the secret's digits stand for. Without a"
              + " secret nothing is signed.",
          "convox",
          "convox-signature");

  private static final Proof JWS =
      new Proof(
          "X-JWS-Signature",
          "With a shared key, a header holds a detached JSON Web Signature (RFC 7797) with HS256"
              + " over the body as it is. It holds no time: whoever has seen a request can send it"
              + " again, so remember webhook-id.",
          "jws",
          "x-jws-signature");

  private static Proof clear(String header) {
    return new Proof(
        header,
        "The secret itself is sent. It proves that the sender knows it and nothing about the body,"
            + " and whoever sees a request sees it: use https.",
        "clear",
        header);
  }

  private static final Proof OWN =
      new Proof(
          "A header of your own",
          "Divshot signs nothing and has no secret. Give the subscription a header that only you"
              + " know, such as X-Hook-Key, and compare it; its value is kept as a secret.",
          "clear",
          "X-Hook-Key");

  /** The ways of a dialect; none for one that isn't known here. */
  static List<Proof> of(String dialect) {
    return switch (dialect) {
      case "cloudevents" -> List.of(STANDARD, ED25519);
      case "convox" -> List.of(CONVOX);
      case "qovery" -> List.of(clear("Qovery-Signature"));
      case "platformsh" -> List.of(JWS);
      case "horizon" -> List.of(clear("X-Horizon-Webhook-Secret"));
      case "divshot" -> List.of(OWN);
      default -> List.of();
    };
  }

  /** What does it in this language. */
  String code(Language language) {
    var file = snippets + "." + language.word() + ".txt";
    try (var in = Proof.class.getResourceAsStream(file)) {
      var text = Optional.ofNullable(in).orElseThrow().readAllBytes();
      return new String(text, StandardCharsets.UTF_8).replace("{header}", name(language));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The snippets have the headers' names in lower case, but where it doesn't matter. */
  private String name(Language language) {
    return switch (language) {
      case GO, SHELL -> header;
      case PYTHON, NODE, JAVA, RUBY, PHP -> header.toLowerCase(java.util.Locale.ROOT);
    };
  }
}
