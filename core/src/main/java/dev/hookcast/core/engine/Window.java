package dev.hookcast.core.engine;

/**
 * How much of the queue is held in memory, by count and by bytes, and who may hold how much of it.
 * Guarded by the lock of {@link Lanes}.
 *
 * <ul>
 *   <li>What a lane still has to send or to hear of is no more than half of what is free at the
 *       moment. That outcomes aren't durable yet is no concern of its receiver's.
 *   <li>Lanes whose receivers aren't known to answer in good time share a quarter of the window, as
 *       each that begins to hang takes two places before it is in doubt; of those that nothing is
 *       known of yet, the first delivery is let in beyond.
 *   <li>What leads to one destination may be capped. Lanes that wait for a place there take nothing
 *       more in.
 *   <li>The last eighth is for organizations that hold less than their fair share, which is the
 *       window divided by the number of organizations in it.
 * </ul>
 */
public final class Window {
  /** As much to one destination as anybody wants. */
  public static final int UNCAPPED = Integer.MAX_VALUE;

  private static final int RESERVE = 8;
  private static final int DOUBTED = 4;

  private final int maxCount;
  private final long maxBytes;
  private final int maxPerDestination;
  private int count;
  private long bytes;
  private int doubted;
  private int tenants;
  private int known;

  /** An empty window for so many deliveries with so many bytes of payload. */
  public Window(int maxCount, long maxBytes) {
    this(maxCount, maxBytes, UNCAPPED);
  }

  /**
   * The same, with a cap on the requests in flight to one destination, such as a host and port,
   * whoever's they are.
   */
  public Window(int maxCount, long maxBytes, int maxPerDestination) {
    this.maxCount = maxCount;
    this.maxBytes = maxBytes;
    this.maxPerDestination = maxPerDestination;
  }

  int maxPerDestination() {
    return maxPerDestination;
  }

  boolean admits(Lane lane, int size) {
    // Any size has room in an empty window, or it would wait for ever.
    return room(lane) > 0 && (count == 0 || bytes + size <= most(lane.tenant()));
  }

  /** How many more deliveries a lane may take. */
  int room(Lane lane) {
    int reserve = greedy(lane.tenant()) ? maxCount / RESERVE : 0;
    int free = free() - reserve;
    if (free <= 0 || bytes >= most(lane.tenant())) {
      return 0;
    }
    int first = lane.held() == 0 ? 1 : 0;
    int share =
        Math.max(Math.max(first, free / 2 - lane.underWay()), Math.min(free, due(lane.tenant())));
    if (!lane.doubted()) {
      return share;
    }
    return Math.min(share, Math.max(lane.unknown() ? first : 0, mostDoubted() - doubted));
  }

  int free() {
    return bytes < maxBytes ? maxCount - Math.min(count, maxCount) : 0;
  }

  /** True if so much is free that it is worth filling. */
  boolean roomy() {
    return free() > maxCount / 2 / RESERVE;
  }

  /** True if lanes in doubt don't hold all that they may. */
  boolean admitsDoubted() {
    return doubted < mostDoubted();
  }

  void take(Lane lane, int size) {
    count++;
    bytes += size;
    doubted += lane.doubted() ? 1 : 0;
    tenants += lane.tenant().count() == 0 ? 1 : 0;
    lane.take();
    lane.tenant().take(size);
  }

  /** Keeps room for deliveries of unknown size that are on their way in, or gives it back. */
  void promise(Lane lane, int deliveries) {
    for (int i = 0; i < deliveries; i++) {
      take(lane, 0);
    }
  }

  void redeem(Lane lane, int deliveries) {
    for (int i = 0; i < deliveries; i++) {
      give(lane, 0);
    }
  }

  void give(Lane lane, int size) {
    count--;
    bytes -= size;
    doubted -= lane.doubted() ? 1 : 0;
    lane.give();
    lane.tenant().give(size);
    tenants -= lane.tenant().count() == 0 ? 1 : 0;
  }

  /** Looks anew whether a lane is in doubt. */
  void judge(Lane lane) {
    if (lane.doubt()) {
      doubted += lane.doubted() ? lane.held() : -lane.held();
    }
  }

  boolean empty() {
    return count == 0;
  }

  /** An organization that hasn't been here yet: from the second on, one part is kept free. */
  Tenant newTenant() {
    known++;
    return new Tenant();
  }

  /** What an organization holds too little for its fair share; nothing if it is alone. */
  private int due(Tenant tenant) {
    int shares = shares(tenant);
    return shares > 1 ? maxCount / shares - tenant.count() : 0;
  }

  /** Rounded up, or one that is in doubt would never be asked again in a window of one. */
  private int mostDoubted() {
    return Math.ceilDiv(maxCount, DOUBTED);
  }

  private boolean greedy(Tenant tenant) {
    int shares = shares(tenant);
    return shares > 1
        && (tenant.count() >= maxCount / shares || tenant.bytes() >= maxBytes / shares);
  }

  private int shares(Tenant tenant) {
    int others = tenants - (tenant.count() > 0 ? 1 : 0);
    return Math.max(Math.min(known, 2), others + 1);
  }

  private long most(Tenant tenant) {
    return greedy(tenant) ? maxBytes - maxBytes / RESERVE : maxBytes;
  }
}
