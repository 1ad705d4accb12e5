package dev.hookcast.hostile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * URLs that may not be kept, with the code that says why: addresses out of every closed range in
 * every spelling.
 */
final class BadUrls {
  /** The first and the last address of each closed IPv4 block. */
  private static final String[] CLOSED = {
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32",
    "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
    "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",
    "240.0.0.0/4"
  };

  private final SplittableRandom random;

  BadUrls(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A URL, and the code of the problem with it. */
  record Bad(String url, String code) {}

  /** Some of every kind. */
  List<Bad> all() {
    var all = new ArrayList<Bad>();
    for (var block : CLOSED) {
      var address = within(block);
      quads(address).forEach(host -> all.add(new Bad(around(host), "url_target_forbidden")));
      odd(address).forEach(host -> all.add(new Bad(around(host), "url_host_ambiguous")));
    }
    for (var host :
        List.of(
            "[::]",
            "[::1]",
            "[fe80::9]",
            "[fe80::9%25eth0]",
            "[fec0::9]",
            "[fc00::9]",
            "[fd00:ec2::254]",
            "[ff02::1]",
            "[100::1]",
            "[5f00::1]",
            "[2001:db8::1]",
            "[3fff::1]",
            "[2001::1]",
            "[4000::1]",
            "[2a01:db00:1:2:0:5efe:a00:1]",
            "metadata.google.internal",
            "metadata.amazonaws.com",
            "0")) {
      all.add(new Bad(around(host), "url_target_forbidden"));
    }
    for (var host :
        List.of("printer.local", "db.internal", "x.home.arpa", "intranet", "a.b.local.")) {
      all.add(new Bad(around(host), "url_host_forbidden"));
    }
    for (var scheme :
        List.of(
            "ftp://x.example/",
            "file:///etc/passwd",
            "gopher://x.example/",
            "data:,x",
            "jar:http://x.example!/",
            "javascript:alert(1)",
            "unix:/run/x",
            "ws://x.example/",
            "http+unix://%2Frun/x")) {
      all.add(new Bad(scheme, "url_scheme_not_allowed"));
    }
    for (var user :
        List.of(
            "https://user:pass@example.com/",
            "http://example.com@127.0.0.1/",
            "http://1.1.1.1&@127.0.0.1/",
            "https://@example.com/")) {
      all.add(new Bad(user, "url_userinfo_not_allowed"));
    }
    for (var odd :
        List.of(
            "http://127.0.0.1\\@example.com/",
            "http://example.com\\@127.0.0.1/",
            " http://example.com/",
            "http://example.com/\t",
            "http://exa\nmple.com/",
            "http://example.com/\r\nX: y",
            "http://example.com/\u0000",
            "example.com",
            "http://example..com/",
            "http://xn--/",
            "http://[::1",
            "http://example.com:65536/",
            "http://example.com:80x/",
            "http://example.com:443:80/",
            "http://example.com:0/",
            "http://" + "a".repeat(64) + ".com/",
            "http://" + "abcdefg.".repeat(32) + "com/")) {
      all.add(new Bad(odd, "url_invalid"));
    }
    for (int port : new int[] {1, 22, 25, 110, 1_023, 2_375, 3_306, 5_432, 6_379, 9_200, 11_211}) {
      all.add(new Bad("https://93.184.216.34:" + port + "/", "url_port_not_allowed"));
    }
    for (var path : List.of("a b", "ü", "%zz", "100%", "{id}", "a|b", "?q=ü", "\"", "<x>")) {
      all.add(new Bad("https://93.184.216.34/" + path, "url_not_encoded"));
    }
    all.add(new Bad("https://93.184.216.34/#top", "url_fragment_not_allowed"));
    all.add(new Bad("https://faß.de/", "url_host_not_ascii"));
    all.add(new Bad("https://рaypal.com/", "url_host_not_ascii"));
    all.add(new Bad("https://93.184.216.34/" + "x".repeat(2_049), "url_too_long"));
    return all;
  }

  /** The first of each code. */
  List<Bad> oneOfEachCode() {
    var seen = new HashSet<String>();
    return all().stream().filter(bad -> seen.add(bad.code())).toList();
  }

  /** True for an address that nobody may be led to; of IPv6 every one that is made here. */
  static boolean isClosed(String address) {
    return address.contains(":")
        || Stream.of(CLOSED).anyMatch(block -> (number(address) & mask(block)) == first(block));
  }

  private String around(String host) {
    var port = random.nextBoolean() || host.equals("0") ? "" : ":8443";
    return (random.nextBoolean() ? "http://" : "https://") + host + port + "/x";
  }

  private int within(String block) {
    return first(block) | random.nextInt() & ~mask(block);
  }

  private static int first(String block) {
    return number(block.split("/", 2)[0]);
  }

  private static int mask(String block) {
    int prefix = Integer.parseInt(block.split("/", 2)[1]);
    return prefix == 32 ? -1 : ~(-1 >>> prefix);
  }

  private static int number(String address) {
    int number = 0;
    for (var part : address.split("\\.", -1)) {
      number = number << 8 | Integer.parseInt(part);
    }
    return number;
  }

  /** The spellings that leave no doubt which address is meant. */
  private static List<String> quads(int address) {
    var quad =
        "%d.%d.%d.%d".formatted(at(address, 0), at(address, 1), at(address, 2), at(address, 3));
    var hex = "%x:%x".formatted(address >>> 16, address & 0xFFFF);
    return List.of(
        quad,
        quad + ".",
        "[::ffff:" + quad + "]",
        "[::FFFF:" + hex + "]",
        "[::" + hex + "]",
        "[64:ff9b::" + hex + "]",
        "[64:ff9b:1::" + hex + "]",
        "[2002:" + hex + "::1]",
        "[2001:0:" + hex + "::]",
        "[2a01:db00:1:2:0:5efe:" + hex + "]");
  }

  /** The spellings that some parsers take for an address and others don't. */
  private static List<String> odd(int address) {
    long whole = Integer.toUnsignedLong(address);
    return List.of(
        whole == 0 ? "00" : "" + whole,
        "0x%08x".formatted(address),
        "0X%X.%d".formatted(at(address, 0), address & 0xFFFFFF),
        "%d.%d".formatted(at(address, 0), address & 0xFFFFFF),
        "%d.%d.%d".formatted(at(address, 0), at(address, 1), address & 0xFFFF),
        "0%o.%d.%d.%d".formatted(at(address, 0), at(address, 1), at(address, 2), at(address, 3)),
        "%d.%d.%d.0x%x".formatted(at(address, 0), at(address, 1), at(address, 2), at(address, 3)));
  }

  private static int at(int address, int index) {
    return address >>> 24 - 8 * index & 0xFF;
  }
}
