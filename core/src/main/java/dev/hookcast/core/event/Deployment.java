package dev.hookcast.core.event;

import java.util.Optional;

/**
 * What was deployed.
 *
 * @param build true if the deployment built anew what it rolled out
 * @param id the platform's id of the release or deployment
 * @param version the number of the new version
 * @param rolledBackTo the version whose content came back, if this was a rollback
 * @param sourceEnvironment the environment promoted from
 * @param source what it was started from, such as {@code CLI}
 * @param url where the application is reached
 * @param permanentUrl where exactly this version is reached
 */
public record Deployment(
    Optional<Cause> cause,
    Optional<Boolean> build,
    Optional<String> id,
    Optional<Long> version,
    Optional<Long> rolledBackTo,
    Optional<String> sourceEnvironment,
    Optional<String> source,
    Optional<String> url,
    Optional<String> permanentUrl,
    Optional<String> commit) {
  public Deployment {
    id = Texts.known(id);
    sourceEnvironment = Texts.known(sourceEnvironment);
    source = Texts.known(source);
    url = Texts.known(url);
    permanentUrl = Texts.known(permanentUrl);
    commit = Texts.known(commit);
  }

  /** A deployment of which nothing is known. */
  public static final Deployment UNKNOWN =
      new Deployment(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** A deployment of which only the reason is known. */
  public static Deployment causedBy(Cause cause) {
    var none = Optional.<String>empty();
    return new Deployment(
        Optional.of(cause),
        Optional.empty(),
        none,
        Optional.empty(),
        Optional.empty(),
        none,
        none,
        none,
        none,
        none);
  }

  /** A deployment of which only is known that it built anew what it rolled out. */
  public static Deployment ofBuild() {
    var none = Optional.<String>empty();
    return new Deployment(
        Optional.empty(),
        Optional.of(true),
        none,
        Optional.empty(),
        Optional.empty(),
        none,
        none,
        none,
        none,
        none);
  }

  /** A deployment known by its id alone. */
  public static Deployment ofId(String id) {
    return new Deployment(
        Optional.empty(),
        Optional.empty(),
        Optional.of(id),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
