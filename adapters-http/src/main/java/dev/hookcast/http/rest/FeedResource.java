package dev.hookcast.http.rest;

import dev.hookcast.core.api.Feed;
import dev.hookcast.core.api.News;
import dev.hookcast.core.api.Watch;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.LiveBody;
import java.time.Duration;
import java.util.Optional;

/** What happens in an organization, told while it happens. */
final class FeedResource {
  /** A connection that is silent for 15 seconds is ended, by this server and by many a proxy. */
  static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private final Feed feed;
  private final Duration heartbeat;

  /**
   * A resource over this feed.
   *
   * @param heartbeat how long to be silent at most
   */
  FeedResource(Feed feed, Duration heartbeat) {
    this.feed = feed;
    this.heartbeat = heartbeat;
  }

  Answer stream(Call call) {
    call.query().end();
    return Answer.live(new Told(feed.watch(call.organization()), heartbeat))
        // Otherwise some proxies hold it back to send it in one piece.
        .with("X-Accel-Buffering", "no");
  }

  private record Told(Watch watch, Duration heartbeat) implements LiveBody {
    @Override
    public Optional<Piece> next() throws InterruptedException {
      var news = watch.next(heartbeat);
      if (watch.ended()) {
        return Optional.empty();
      }
      return Optional.of(news.map(Told::piece).orElseGet(Piece.Heartbeat::new));
    }

    @Override
    public void close() {
      watch.close();
    }

    private static Piece piece(News news) {
      return switch (news) {
        case News.Accepted accepted -> new Piece.Event("event", NewsView.of(accepted));
        case News.Attempted attempted -> new Piece.Event("attempt", NewsView.of(attempted));
        case News.Dropped dropped -> new Piece.Event("dropped", NewsView.of(dropped));
      };
    }
  }
}
