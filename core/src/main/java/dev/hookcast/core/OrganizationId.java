package dev.hookcast.core;

import java.util.regex.Pattern;

/**
 * Names the tenant that everything belongs to: lower-case letters, digits and hyphens, at most 63.
 */
public record OrganizationId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  /** The organization that exists from the first start. */
  public static final OrganizationId DEFAULT = new OrganizationId("default");

  public OrganizationId {
    if (!SHAPE.matcher(value).matches()) {
      throw InvalidInput.of(
          "",
          "organization_id_invalid",
          "An organization's id is 1 to 63 lower-case letters, digits and inner hyphens.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
