package dev.hookcast.app.receivers;

import java.util.List;

/** What the platforms themselves would publish. */
final class Payloads {
  private Payloads() {}

  static List<String> of(String dialect) {
    return switch (dialect) {
      case "convox" ->
          List.of(
              """
              {"action":"app:promote","status":"error","timestamp":"2026-02-03T04:05:06.1234Z",
               "data":{"rack":"quay","app":"till","id":"RQWERTYUIOP","message":"no <such> release"}}
              """,
              """
              {"action":"rack:update","data":{"count":"5","rack":"quay","version":"20260203"},
               "status":"success","timestamp":"0001-01-01T00:00:00Z"}
              """,
              """
              {"action":"app:budget:auto-shutdown:armed","status":"skipped",
               "timestamp":"2026-02-03T04:05:06Z","data":{"actor":"system","app":"till"}}
              """);
      case "divshot" ->
          List.of(
              """
              {"event":"release","data":{"app":{"name":"till","id":"t1"},"release":{
               "env":"staging","version":7,"author":"ada@example.org","rollback":false,
               "source":"CLI","timestamp":1770091506,"url":"http://staging.till.example.org"}}}
              """,
              """
              {"event":"release","data":{"app":{"name":"till","id":"t1"},"release":{
               "env":"production","version":9,"rollback":6,"source_env":null,
               "timestamp":1770091507,"x":1.50}}}
              """);
      case "qovery" ->
          List.of(
              """
              {"created_at":"2026-02-03T04:05:06.7Z","event_type":"DEPLOYMENT_FAILURE",
               "payload_type":"DEPLOYMENT","payload_id":"pl-1","payload":{"id":"d-1",
               "current_status":"RESTART_ERROR","desired_status":"RESTARTED",
               "organization":{"id":"o-1"},"databases":[{"size":0.10}],"logs":[{"line":1}]}}
              """);
      case "platformsh" ->
          List.of(
              """
              {"id":"act-1","_links":{"self":{"href":"https://eu.example/act-1"}},
               "created_at":"2026-02-03T04:05:06.123456+00:00","type":"environment.push",
               "project":"quay1","environments":["feature/Till.2"],"state":"complete",
               "result":"success","completed_at":"2026-02-03T04:06:06.000001+00:00",
               "timings":{"wait":0,"build":0.630},"payload":{"user":{"display_name":"Zoé"}}}
              """,
              """
              {"id":"act-2","created_at":"2026-02-03T04:05:06Z","type":"tide.turned",
               "project":"quay1","environments":[],"state":"pending","result":null}
              """);
      case "horizon" ->
          List.of(
              """
              {"eventID":71,"webhookID":3,"cluster":{"id":5,"name":"till-live",
               "applicationName":"till","env":"online"},"eventType":"clusters_kubernetes_event",
               "extra":"{\\"reason\\":\\"BackOff\\",\\"count\\":1.0}"}
              """,
              """
              {"eventID":72,"webhookID":3,"member":{"id":9,"resourceID":4,"resourceType":"groups",
               "role":"pe","memberNameID":2,"memberName":"ada"},"eventType":"members_updated",
               "user":{"id":18446744073709551615,"name":"grace","email":"grace@example.org"}}
              """,
              """
              {"eventID":73,"webhookID":3,"cluster":{"id":5},"eventType":"clsuters_restarted"}
              """);
      default ->
          List.of(
              """
              {"specversion":"1.0","id":"ce-1","source":"urn:quay","type":"Tide.Turned",
               "time":"2026-02-03T04:05:06Z","status":"failed","data":[1.0,"two"]}
              """);
    };
  }
}
