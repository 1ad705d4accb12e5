package dev.hookcast.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hookcast.core.Bytes;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressBlockTest {
  @ParameterizedTest
  @CsvSource({
    "c0000200, 24, 192.0.2.0/24",
    "c0a8ff81, 25, 192.168.255.128/25",
    "0aFFFFFF, 8, 10.0.0.0/8",
    "c6336407, 32, 198.51.100.7/32",
    "ffffffff, 0, 0.0.0.0/0",
    "fd000000000000000000000000000000, 8, fd00::/8",
    "20010db8000000000001000000000000, 128, 2001:db8:0:0:1::/128",
    "20010db8000100000000000000000001, 128, 2001:db8:1::1/128",
    "20010db8000000010001000100010001, 128, 2001:db8:0:1:1:1:1:1/128",
    "00000000000000000000000000000001, 128, ::1/128",
    "00000000000000000000000000000000, 0, ::/0"
  })
  void isWrittenInItsShortestForm(String prefix, int length, String text) {
    assertThat(block(prefix, length).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "c0000200, 24, c00002ff, true",
    "c0000200, 24, c0000300, false",
    "c0000280, 25, c000027f, false",
    "c0000200, 0, 00000000, true",
    "fd000000000000000000000000000000, 8, fdffffffffffffffffffffffffffffff, true",
    "fd000000000000000000000000000000, 8, fc000000000000000000000000000000, false",
    "00000000000000000000000000000000, 0, 0a000001, false",
    "c0000200, 0, '', false"
  })
  void containsWhatBeginsLikeIt(String prefix, int length, String address, boolean inside) {
    assertThat(block(prefix, length).contains(bytes(address))).isEqualTo(inside);
  }

  @Test
  void blocksThatAreTheSameAreEqualHoweverTheyWereWritten() {
    assertThat(block("0a010203", 8)).isEqualTo(block("0a000000", 8));
  }

  @Test
  void onlyAddressesMakeBlocks() {
    assertThatIllegalStateException().isThrownBy(() -> block("0a0102", 8));
    assertThatIllegalStateException().isThrownBy(() -> block("0a010203", 33));
    assertThatIllegalStateException().isThrownBy(() -> block("0a010203", -1));
  }

  private static AddressBlock block(String prefix, int length) {
    return new AddressBlock(bytes(prefix), length);
  }

  private static Bytes bytes(String hex) {
    return Bytes.of(HexFormat.of().parseHex(hex));
  }
}
