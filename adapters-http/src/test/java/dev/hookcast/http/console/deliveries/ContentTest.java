package dev.hookcast.http.console.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.delivery.Header;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentTest {
  @Test
  void jsonStandsOnSeveralLinesWithItsOwnLiterals() {
    var content = Content.of(Bytes.utf8("{\"b\":[1.0,{}],\"a\":\"x\"}"), List.of(), false);
    assertThat(content.text())
        .isEqualTo("{\n  \"b\": [\n    1.0,\n    {}\n  ],\n  \"a\": \"x\"\n}");
    assertThat(content.remarks()).isEmpty();
  }

  @Test
  void textStandsAsItIs() {
    assertThat(Content.of(Bytes.utf8("<b>no</b> {"), List.of(), false).text())
        .isEqualTo("<b>no</b> {");
  }

  @Test
  void whatIsNoTextStandsInBase64AndIsSaidToBe() {
    var content = Content.of(Bytes.of(new byte[] {-1, -2, -3}), List.of(), false);
    assertThat(content.text()).isEqualTo("//79");
    assertThat(content.remarks()).singleElement().asString().contains("base64");
  }

  @Test
  void whatWasCutAndWhatIsEncodedIsSaidToBe() {
    var gzip = List.of(new Header("content-encoding", "gzip"));
    assertThat(Content.of(Bytes.utf8("abc"), gzip, true).remarks())
        .anyMatch(remark -> remark.contains("only the first 3 bytes"))
        .anyMatch(remark -> remark.contains("gzip"));
  }

  @Test
  void aVeryLongBodyIsShownFromItsBeginning() {
    var content = Content.of(Bytes.utf8("🙂".repeat(60_000)), List.of(), false);
    assertThat(content.text()).hasSizeLessThanOrEqualTo(50_000).startsWith("🙂").endsWith("🙂");
    assertThat(content.remarks()).singleElement().asString().contains("beginning");
  }
}
