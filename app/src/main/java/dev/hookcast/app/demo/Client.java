package dev.hookcast.app.demo;

import dev.hookcast.app.client.Answer;
import dev.hookcast.app.client.Api;
import dev.hookcast.app.client.Api.Content;
import dev.hookcast.app.client.Failure;
import dev.hookcast.core.Bytes;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.JsonFormat;
import java.util.function.Supplier;

/** What the demo asks of the service, for the organization {@code default}. */
record Client(Api api, JsonFormat json) {
  private static final String ORGANIZATION = "/v1/organizations/default";

  JsonObject get(String path) {
    return object(() -> api.get(ORGANIZATION + path));
  }

  JsonObject post(String path, Bytes body) {
    return object(() -> api.post(ORGANIZATION + path, Content.json(body)));
  }

  JsonObject post(String path) {
    return object(() -> api.post(ORGANIZATION + path));
  }

  void delete(String path) {
    try {
      api.delete(ORGANIZATION + path);
    } catch (Failure e) {
      throw unexpected(e);
    }
  }

  private JsonObject object(Supplier<Answer> call) {
    try {
      if (json.read(call.get().body()) instanceof JsonObject object) {
        return object;
      }
      throw new Unexpected("the service answered with something else than an object");
    } catch (Failure e) {
      throw unexpected(e);
    }
  }

  private static Unexpected unexpected(Failure failure) {
    return new Unexpected(String.join("\n    ", failure.lines()));
  }
}
