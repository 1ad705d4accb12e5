package dev.hookcast.http.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DescriptionTest {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final JsonNode document = Description.served().document();

  @Test
  void itIsOpenApiOfAVersionThatToolsKnow() {
    assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
    assertThat(document.at("/info/title").asText()).isNotBlank();
    assertThat(document.at("/info/version").asText()).isNotBlank();
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(values("$ref"))
        .isNotEmpty()
        .allSatisfy(
            reference -> {
              assertThat(reference).startsWith("#/");
              assertThat(document.at(reference.substring(1)).isMissingNode())
                  .as(reference)
                  .isFalse();
            });
  }

  @Test
  void everySchemaIsReferredTo() {
    var used = Set.copyOf(values("$ref"));
    document
        .at("/components/schemas")
        .fieldNames()
        .forEachRemaining(name -> assertThat(used).contains("#/components/schemas/" + name));
  }

  @Test
  void everyOperationHasItsOwnIdASummaryAndAnErrorAnswer() {
    var ids = values("operationId");
    assertThat(ids).doesNotHaveDuplicates().hasSize(operations().size());
    assertThat(operations())
        .allSatisfy(
            operation -> {
              assertThat(operation.path("summary").asText()).isNotBlank();
              assertThat(operation.path("responses").has("default")).isTrue();
              assertThat(operation.path("responses").size()).isGreaterThan(1);
            });
  }

  @Test
  void everyParameterInAPathIsDeclared() {
    document
        .path("paths")
        .properties()
        .forEach(
            path -> {
              var wanted = new TreeSet<String>();
              PARAMETER.matcher(path.getKey()).results().forEach(r -> wanted.add(r.group(1)));
              var declared = new TreeSet<String>();
              for (var parameter : path.getValue().path("parameters")) {
                var whole =
                    parameter.has("$ref")
                        ? document.at(parameter.path("$ref").asText().substring(1))
                        : parameter;
                assertThat(whole.path("in").asText()).isEqualTo("path");
                assertThat(whole.path("required").asBoolean()).isTrue();
                declared.add(whole.path("name").asText());
              }
              assertThat(declared).as(path.getKey()).isEqualTo(wanted);
            });
  }

  private List<JsonNode> operations() {
    var operations = new ArrayList<JsonNode>();
    document
        .path("paths")
        .forEach(
            path ->
                path.properties().stream()
                    .filter(member -> METHODS.contains(member.getKey()))
                    .forEach(member -> operations.add(member.getValue())));
    return operations;
  }

  private List<String> values(String member) {
    return document.findValues(member).stream().map(JsonNode::asText).toList();
  }
}
