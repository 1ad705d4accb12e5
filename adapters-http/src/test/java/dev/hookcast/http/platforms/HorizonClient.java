package dev.hookcast.http.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.json.JsonObject;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.QueueDispatcher;

/** Somebody who works with Horizon's webhooks, and a receiver that takes whatever comes. */
record HorizonClient(DoorServer server) {
  static final String API = "/apis/core/v2";

  HorizonClient {
    var usual = new MockResponse.Builder().body("said 200").build();
    ((QueueDispatcher) server.receiver.getDispatcher()).setFailFast(usual);
  }

  long create(String resource, String members) {
    var made = server.post(API + "/" + resource + "/webhooks", webhook(resource, members));
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    return id(made.object().object("data"));
  }

  String webhook(String resource, String members) {
    var triggers = members.contains("\"triggers\"") ? "" : ",\"triggers\":[\"*\"]";
    var more = members.isEmpty() ? "" : "," + members;
    return "{\"url\":\"" + server.target("/" + resource) + "\"" + triggers + more + "}";
  }

  List<Long> ids(String resource) {
    var listed = server.get(API + "/" + resource + "/webhooks").object().object("data");
    return DoorServer.Got.objects(listed.array("items")).stream().map(HorizonClient::id).toList();
  }

  static long id(JsonObject object) {
    return object.integer("id").orElseThrow();
  }

  void deploy(String cluster) {
    publish("environment.deploy", cluster(cluster));
  }

  static String cluster(String name) {
    return "{\"group\":{\"id\":\"12\"},\"cluster\":{\"id\":\"7\",\"name\":\"" + name + "\"}}";
  }

  void publish(String type, String scope) {
    var status = type.equals("environment.deploy") ? "started" : "succeeded";
    var published =
        server.publish(
            "{\"type\":\"%s\",\"status\":\"%s\",\"scope\":%s}".formatted(type, status, scope));
    assertThat(published.status()).as(published.text()).isEqualTo(202);
  }

  DoorServer.Got resend(long log) {
    return server.post(API + "/webhooklogs/" + log + "/resend", "");
  }

  static String logs(long webhook, String query) {
    return API + "/webhooks/" + webhook + "/logs" + query;
  }

  List<JsonObject> rows(long webhook, String query) {
    var listed = server.get(logs(webhook, query));
    assertThat(listed.status()).as(listed.text()).isEqualTo(200);
    return DoorServer.Got.objects(listed.object().object("data").array("items"));
  }

  List<String> names(long webhook, String query) {
    return rows(webhook, query).stream().map(r -> r.text("resourceName").orElse("")).toList();
  }
}
