package dev.hookcast.http.server;

import java.util.Optional;

/**
 * How much anybody may ask for. Each process counts for itself.
 *
 * @param requests calls a second
 * @param resends deliveries a second that are sent once more because somebody asked for it
 * @param eventsPerOrganization published events a second of one organization
 * @param streamsPerToken how many live bodies may be read at once with one token
 * @param streamsPerOrganization how many live bodies of one organization may be read at once
 */
public record Limits(
    Rate requests,
    Rate resends,
    Optional<Integer> eventsPerOrganization,
    int streamsPerToken,
    int streamsPerOrganization) {
  /** None. */
  public static final Limits NONE =
      new Limits(Rate.ANY, Rate.ANY, Optional.empty(), Integer.MAX_VALUE, Integer.MAX_VALUE);

  /**
   * How many a second.
   *
   * @param perToken with one token
   * @param perOrganization about one organization, whatever the token
   */
  public record Rate(Optional<Integer> perToken, Optional<Integer> perOrganization) {
    /** As many as come. */
    public static final Rate ANY = new Rate(Optional.empty(), Optional.empty());
  }
}
