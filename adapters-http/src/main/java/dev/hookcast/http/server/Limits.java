package dev.hookcast.http.server;

import java.util.Optional;

/**
 * How much anybody may ask for. Each process counts for itself.
 *
 * @param requestsPerToken calls a second with one token
 * @param requestsPerOrganization calls a second about one organization, whatever the token
 * @param eventsPerOrganization published events a second of one organization
 * @param streamsPerToken how many live bodies may be read at once with one token
 * @param streamsPerOrganization how many live bodies of one organization may be read at once
 */
public record Limits(
    Optional<Integer> requestsPerToken,
    Optional<Integer> requestsPerOrganization,
    Optional<Integer> eventsPerOrganization,
    int streamsPerToken,
    int streamsPerOrganization) {
  /** None. */
  public static final Limits NONE =
      new Limits(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Integer.MAX_VALUE,
          Integer.MAX_VALUE);
}
