package dev.hookcast.http.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPolicyTest {

  /** Each closed range: its first and last address, and the open neighbours where there are any. */
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0.255.255.255, , 1.0.0.0",
    "10.0.0.0, 10.255.255.255, 9.255.255.255, 11.0.0.0",
    "100.64.0.0, 100.127.255.255, 100.63.255.255, 100.128.0.0",
    "127.0.0.0, 127.255.255.255, 126.255.255.255, 128.0.0.0",
    "168.63.129.16, 168.63.129.16, 168.63.129.15, 168.63.129.17",
    "169.254.0.0, 169.254.255.255, 169.253.255.255, 169.255.0.0",
    "172.16.0.0, 172.31.255.255, 172.15.255.255, 172.32.0.0",
    "192.0.0.0, 192.0.0.255, 191.255.255.255, 192.0.1.0",
    "192.0.2.0, 192.0.2.255, 192.0.1.255, 192.0.3.0",
    "192.88.99.0, 192.88.99.255, 192.88.98.255, 192.88.100.0",
    "192.168.0.0, 192.168.255.255, 192.167.255.255, 192.169.0.0",
    "198.18.0.0, 198.19.255.255, 198.17.255.255, 198.20.0.0",
    "198.51.100.0, 198.51.100.255, 198.51.99.255, 198.51.101.0",
    "203.0.113.0, 203.0.113.255, 203.0.112.255, 203.0.114.0",
    "224.0.0.0, 255.255.255.255, 223.255.255.255, ",
    "::, 1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, , 2003::",
    "2001::, 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff, 2000:ffff::, 2001:200::",
    "2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db7:ffff::1, 2001:db9::",
    "2002::, 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2001:ffff:ffff::, 2003::",
    "3fff::, 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff, 3ffe:ffff::, 3fff:1000::",
    "4000::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 3fff:ffff::, "
  })
  void aClosedRangeEndsWhereItEnds(String first, String last, String before, String after)
      throws UnknownHostException {
    assertThat(permitted(first)).as(first).isFalse();
    assertThat(permitted(last)).as(last).isFalse();
    if (before != null) {
      assertThat(permitted(before)).as(before).isTrue();
    }
    if (after != null) {
      assertThat(permitted(after)).as(after).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::1",
        "::ffff:10.1.2.3",
        "::ffff:127.9.9.9",
        "::127.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::a00:1",
        "100::7",
        "5f00::1",
        "fc00::1",
        "fdff::9",
        "fe80::77",
        "fec0::3",
        "ff02::1",
        "2002:a00:1::1",
        "2001:0:a00:1::",
        "2a01:db00:1:2:0:5efe:a00:1",
        "2a01:db00:1:2:200:5efe:a00:1"
      })
  void whatHidesAnInnerAddressIsClosed(String address) throws UnknownHostException {
    assertThat(permitted(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.4.4",
        "93.184.216.34",
        "::ffff:93.184.216.34",
        "2606:4700::1111",
        "2a00:1450:4001:81b::200e",
        "2400:cb00::1",
        "2a01:db00:1:2:1:5efe:a00:1"
      })
  void publicAddressesAreOpen(String address) throws UnknownHostException {
    assertThat(permitted(address)).isTrue();
  }

  @Test
  void nothingOutsideGlobalUnicastIsEverOpen() throws UnknownHostException {
    for (long seed = 1; seed <= 20_000; seed++) {
      var bytes = new byte[16];
      new SplittableRandom(seed).nextBytes(bytes);
      boolean global = (bytes[0] & 0xE0) == 0x20;
      if (!global) {
        assertThat(EgressPolicy.PUBLIC.permits(InetAddress.getByAddress(bytes), 443))
            .as("seed " + seed)
            .isFalse();
      }
    }
  }

  @Test
  void aMappedAddressIsJudgedByTheOneInside() throws UnknownHostException {
    for (int first = 0; first < 256; first++) {
      var mapped = new byte[16];
      mapped[10] = -1;
      mapped[11] = -1;
      var inside = new byte[] {(byte) first, 64, 100, 1};
      System.arraycopy(inside, 0, mapped, 12, 4);
      assertThat(EgressPolicy.PUBLIC.permits(Literals.unwrapped(mapped)))
          .as("first byte " + first)
          .isEqualTo(EgressPolicy.PUBLIC.permits(inside));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 443, 1024, 8080, 8443, 65_535})
  void portsOfTheWebAreOpen(int port) throws UnknownHostException {
    assertThat(EgressPolicy.PUBLIC.permits(address("1.1.1.1"), port)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        -1, 0, 1, 22, 25, 53, 110, 444, 1023, 2049, 2375, 2380, 3306, 3389, 5432, 5672, 5900, 5950,
        5999, 6000, 6379, 6443, 6667, 9042, 9092, 9200, 9300, 10250, 11211, 27017
      })
  void portsOfOtherServicesAreClosed(int port) throws UnknownHostException {
    assertThat(EgressPolicy.PUBLIC.permits(address("1.1.1.1"), port)).isFalse();
  }

  @Test
  void anAllowedBlockIsOpenWithEveryPortFrom1024AndNoFurther() throws UnknownHostException {
    var policy = EgressPolicy.allowing("10.20.0.0/16", "fd12::/32", "127.0.0.1");

    assertThat(policy.permits(address("10.20.255.255"), 6379)).isTrue();
    assertThat(policy.permits(address("10.20.0.0"), 1024)).isTrue();
    assertThat(policy.permits(address("10.20.0.0"), 80)).isTrue();
    assertThat(policy.permits(address("10.20.0.0"), 25)).isFalse();
    assertThat(policy.permits(address("10.19.255.255"), 80)).isFalse();
    assertThat(policy.permits(address("10.21.0.0"), 80)).isFalse();
    assertThat(policy.permits(address("fd12:0:ffff::1"), 443)).isTrue();
    assertThat(policy.permits(address("fd12:1::1"), 443)).isFalse();
    assertThat(policy.permits(address("127.0.0.1"), 9200)).isTrue();
    assertThat(policy.permits(address("127.0.0.2"), 9200)).isFalse();
    assertThat(policy.permits(address("1.1.1.1"), 6379)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.170.2",
        "169.254.170.23",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "fd00:ec2::254",
        "fd00:ec2::23",
        "fd20:ce::254"
      })
  void aCloudsMetadataIsOpenOnlyWhereItIsNamed(String address) throws UnknownHostException {
    for (var wide :
        List.of("0.0.0.0/0", "169.254.0.0/16", "100.64.0.0/10", "::/0", "fd00::/8", "fd20::/16")) {
      assertThat(EgressPolicy.allowing(wide).permits(address(address), 80)).as(wide).isFalse();
    }
    var all = EgressPolicy.allowing("0.0.0.0/0", "::/0", "169.254.169.252/30", "fd00:ec2::/120");
    var named = EgressPolicy.allowing("0.0.0.0/0", "::/0", address);

    assertThat(all.permits(address(address), 80)).isFalse();
    assertThat(all.problems("http://" + written(address) + "/"))
        .extracting(Problem::code)
        .containsExactly("url_target_forbidden");
    assertThat(named.permits(address(address), 80)).isTrue();
    assertThat(named.problems("http://" + written(address) + "/")).isEmpty();
    assertThat(EgressPolicy.allowing(address).permits(address(address), 80)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::ffff:169.254.169.254",
        "::169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
        "2a01:db00:1:2:0:5efe:a9fe:a9fe"
      })
  void aCloudsMetadataInsideAnotherAddressIsNoExit(String address) throws UnknownHostException {
    var all = EgressPolicy.allowing("0.0.0.0/0", "::/0");
    var named = EgressPolicy.allowing("0.0.0.0/0", "::/0", "169.254.169.254/32");

    assertThat(all.permits(address(address), 80)).isFalse();
    assertThat(named.permits(address(address), 80)).isTrue();
  }

  @Test
  void aRangeOpensWhatStandsBesideACloudsMetadata() throws UnknownHostException {
    var policy = EgressPolicy.allowing("169.254.0.0/16", "127.0.0.0/8", "::/0");

    assertThat(policy.permits(address("169.254.169.253"), 80)).isTrue();
    assertThat(policy.permits(address("127.0.0.1"), 8_080)).isTrue();
    assertThat(policy.permits(address("64:ff9b::a9fe:a9fd"), 80)).isTrue();
    assertThat(policy.permits(address("2606:4700:1:2:3:4:a9fe:a9fe"), 443)).isTrue();
  }

  @Test
  void whatTheOperatorRefusedIsClosedUnlessAllowed() throws UnknownHostException {
    var ours = List.of(Cidr.of("93.184.216.34"));
    var closed = new EgressPolicy(List.of(), ours, false);
    var opened = new EgressPolicy(ours, ours, false);

    assertThat(closed.permits(address("93.184.216.34"), 443)).isFalse();
    assertThat(closed.permits(address("93.184.216.35"), 443)).isTrue();
    assertThat(opened.permits(address("93.184.216.34"), 443)).isTrue();
  }

  @Test
  void thisMachinesPublicAddressesAreClosedUnlessAllowedAndTheServiceAlways()
      throws UnknownHostException {
    var own = new Own(List.of(Cidr.of("93.184.216.34")), () -> 8_080);
    var closed = new EgressPolicy(List.of(), List.of(), false, own);
    var opened = new EgressPolicy(own.addresses(), List.of(), false, own);
    var loopback = new EgressPolicy(Sending.LOOPBACK.allowed(), List.of(), false, own);

    assertThat(closed.permits(address("93.184.216.34"), 443)).isFalse();
    assertThat(closed.permits(address("93.184.216.35"), 443)).isTrue();
    assertThat(opened.permits(address("93.184.216.34"), 443)).isTrue();
    assertThat(opened.permits(address("93.184.216.34"), 8_080)).isFalse();
    assertThat(loopback.permits(address("127.0.0.1"), 8_080)).isFalse();
    assertThat(loopback.permits(address("127.0.0.1"), 8_081)).isTrue();
  }

  @Test
  void theMachinesAddressesAreFound() throws UnknownHostException {
    assertThat(Own.here(() -> 1).has(address("127.0.0.1").getAddress())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0/33",
        "10.0.0/8",
        "10.0.0.0/",
        "10.0.0.0/08",
        "10.0.0.0/-1",
        "::/129",
        "010.0.0.0/8",
        "example.com/8",
        "fd00::/8/8",
        "1.2.3.4.5/8",
        "[::1]/128",
        "::1%lo/128"
      })
  void whatIsNoBlockIsRefused(String text) {
    assertThatThrownBy(() -> Cidr.of(text)).isInstanceOf(InvalidInput.class);
  }

  private static boolean permitted(String address) throws UnknownHostException {
    return EgressPolicy.PUBLIC.permits(address(address), 443);
  }

  private static String written(String address) {
    return address.contains(":") ? "[" + address + "]" : address;
  }

  private static InetAddress address(String literal) throws UnknownHostException {
    return InetAddress.getByName(literal);
  }
}
