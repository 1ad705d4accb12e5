package dev.hookcast.http.console.administration;

import dev.hookcast.core.api.Hookcast;
import dev.hookcast.http.server.Route;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** All that is administered. */
public final class AdministrationPages {
  private final TokenPages tokens;
  private final OrganizationPages organizations;
  private final AuditPage audit;
  private final SettingsPage settings;

  public AdministrationPages(Hookcast core, InstantSource clock, Installation installation) {
    this.tokens = new TokenPages(core.organizations(), clock);
    this.organizations = new OrganizationPages(core.organizations());
    this.audit = new AuditPage(core.audit());
    this.settings = new SettingsPage(core.catalogue(), installation);
  }

  /** Their routes. */
  public List<Route> routes() {
    return Stream.of(tokens.routes(), organizations.routes(), audit.routes(), settings.routes())
        .flatMap(List::stream)
        .toList();
  }
}
