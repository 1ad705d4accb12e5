package dev.hookcast.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.TestJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'x':1}             | {'x':2}             | {'x':2}",
        "{'x':1}             | {'y':2}             | {'x':1,'y':2}",
        "{'x':1}             | {'x':null}          | {}",
        "{'x':1,'y':2}       | {'x':null}          | {'y':2}",
        "{'x':[1,2]}         | {'x':[3]}           | {'x':[3]}",
        "{'x':[1]}           | {'x':{'y':1}}       | {'x':{'y':1}}",
        "{'x':{'y':1}}       | {'x':[1]}           | {'x':[1]}",
        "{'x':{'y':1,'z':2}} | {'x':{'y':null}}    | {'x':{'z':2}}",
        "{}                  | {'x':{'y':{'z':null}}} | {'x':{'y':{}}}",
        "{'x':null}          | {'y':1}             | {'x':null,'y':1}",
        "{'x':[{'y':1}]}     | {'x':[{'z':null}]}  | {'x':[{'z':null}]}",
        "{'x':1}             | {}                  | {'x':1}"
      })
  void aPatchDoesWhatTheStandardSays(String target, String patch, String result) {
    assertThat(MergePatch.merge(object(target), object(patch))).isEqualTo(object(result));
  }

  private static JsonObject object(String text) {
    return TestJson.object(text.replace('\'', '"'));
  }
}
