package dev.hookcast.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, c0000207",
    "::1, 00000000000000000000000000000001",
    "[0:0:0:0:0:0:0:1], 00000000000000000000000000000001",
    "[fe80::2%eth0], fe800000000000000000000000000002",
    "::ffff:192.0.2.7, c0000207",
    "localhost, ''",
    "'', ''"
  })
  void whatASocketSaysIsRead(String address, String hex) {
    assertThat(HexFormat.of().formatHex(Addresses.bytes(address).array())).isEqualTo(hex);
  }
}
