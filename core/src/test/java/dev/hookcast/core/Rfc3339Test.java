package dev.hookcast.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Rfc3339Test {
  @ParameterizedTest
  @CsvSource({
    "2026-03-14T09:26:53Z, 2026-03-14T09:26:53Z",
    "2026-03-14t09:26:53z, 2026-03-14T09:26:53Z",
    "2026-03-14T09:26:53.5Z, 2026-03-14T09:26:53.500Z",
    "2026-03-14T09:26:53.123456789+05:45, 2026-03-14T03:41:53.123456789Z",
    "2026-03-14T09:26:53-23:59, 2026-03-15T09:25:53Z",
    "2026-03-14T09:26:53-00:00, 2026-03-14T09:26:53Z",
    "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z",
  })
  void timesAreReadWithTheirOffset(String text, Instant meant) {
    assertThat(Rfc3339.parse(text)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({
    "2016-12-31T23:59:60Z, 2016-12-31T23:59:59.999Z",
    "2015-06-30T23:59:60.75Z, 2015-06-30T23:59:59.999Z",
    "2017-01-01T00:59:60+01:00, 2016-12-31T23:59:59.999Z",
  })
  void aLeapSecondIsTheLastMillisecondBeforeIt(String text, Instant meant) {
    assertThat(Rfc3339.parse(text)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-14T09:26:60Z",
        "2026-03-31T23:59:60Z",
        "2016-12-31T23:59:60+01:00",
        "2016-12-31T23:59:61Z",
      })
  void aLeapSecondStandsOnlyWhereThereCanBeOne(String text) {
    assertThat(Rfc3339.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1773480413",
        "2026-03-14",
        "2026-03-14T09:26Z",
        "2026-03-14T09:26:53",
        "2026-03-14T09:26:53.Z",
        "2026-03-14T09:26:53.1234567890Z",
        "2026-03-14T09:26:53+01",
        "2026-03-14T09:26:53+0100",
        "2026-03-14T09:26:53+24:00",
        "2026-03-14T09:26:53+01:60",
        "2026-03-14T24:00:00Z",
        "2026-02-29T09:26:53Z",
        "2026-03-14 09:26:53Z",
        "2026-03-14T09:26:53 Z",
        "+12026-03-14T09:26:53Z",
        "-0044-03-15T09:26:53Z",
        "0000-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "２０２６-03-14T09:26:53Z",
      })
  void anythingElseIsNoTime(String text) {
    assertThat(Rfc3339.parse(text)).isEmpty();
  }
}
