package dev.hookcast.faults;

import dev.hookcast.faults.Child.Launch;
import dev.hookcast.faults.Halt.Point;
import dev.hookcast.faults.Target.Stage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The same faults at length: {@code .ci/faults} starts it. Prints its seed and a line for each
 * step, and ends with status 0 if nothing broke a promise.
 */
public final class Campaign {
  private static final int PER_SECOND = 300;
  private static final Duration LONGEST_DRAIN = Duration.ofMinutes(15);
  private static final long MARGIN = 8L << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final long seed;

  private Campaign(Path folder, long seed) {
    this.folder = folder;
    this.seed = seed;
  }

  /** What, a folder to work in, how often, the seed, and what else it needs. */
  public static void main(String[] arguments) throws Exception {
    long seed = Long.parseLong(arguments[3]);
    int times = Integer.parseInt(arguments[2]);
    say("seed " + seed);
    var campaign = new Campaign(Path.of(arguments[1]), seed);
    boolean sound =
        switch (arguments[0]) {
          case "kills" -> campaign.kills(times);
          case "points" -> campaign.points(times);
          case "signals" -> campaign.signals(times);
          case "writes" -> campaign.writes(times);
          case "powercuts" -> campaign.powercuts(times, Double.parseDouble(arguments[4]));
          case "controls" ->
              campaign.controls(times, arguments[5], Double.parseDouble(arguments[4]));
          case "errors" -> campaign.errors(times);
          case "full" -> campaign.full(Duration.ofSeconds(times));
          case "nearly" -> campaign.nearly(Duration.ofSeconds(times));
          case "freeze" -> campaign.freeze(Duration.ofSeconds(times));
          case "purge" -> campaign.purge(times);
          case "clock" -> campaign.clock(times);
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    System.exit(sound ? 0 : 1);
  }

  private boolean kills(int times) throws Exception {
    try (var run = run("kills")) {
      var scenes = new Scenes(run, seed);
      var slowest = Duration.ZERO;
      for (int i = 1; i <= times; i++) {
        var child = scenes.kill(Launch.PLAIN);
        slowest = slowest.compareTo(child.started()) > 0 ? slowest : child.started();
        progress(i, times, run);
      }
      say("slowest start " + slowest.toMillis() + " ms");
      return told(run.finish());
    }
  }

  private boolean points(int times) throws Exception {
    var points = Stream.of(Point.values()).filter(point -> !point.purging()).toList();
    try (var run = run("points")) {
      var scenes = new Scenes(run, seed);
      for (int i = 1; i <= times; i++) {
        for (var point : points) {
          scenes.halt(point);
        }
        for (var stage :
            List.of(Stage.CONNECTED, Stage.READ, Stage.HALF_ANSWERED, Stage.ANSWERED)) {
          scenes.kill(stage);
        }
        scenes.killAtAnswer();
        progress(i, times, run);
      }
      say(points.size() + 5 + " points, " + times + " times each");
      return told(run.finish());
    }
  }

  private boolean signals(int times) throws Exception {
    try (var run = run("signals")) {
      var scenes = new Scenes(run, seed);
      boolean clean = true;
      for (int i = 1; i <= times; i++) {
        int status = scenes.terminate();
        clean &= status == 0;
        progress(i, times, run);
      }
      var finding = run.finish();
      return told(finding) && clean && finding.duplicates() == 0 && finding.interrupted() == 0;
    }
  }

  /** Dies at a write or a sync, each time at another one. */
  private boolean writes(int times) throws Exception {
    var chance = new Random(seed);
    try (var run = run("writes")) {
      run.start(Launch.PLAIN); // a first start writes much that later ones don't
      run.letPass(50, PATIENCE);
      run.kill();
      for (int i = 1; i <= times; i++) {
        var call = List.of("write:%d", "write:%d:half", "sync:%d").get(i % 3);
        var where = call.formatted(1 + chance.nextInt(call.startsWith("s") ? 60 : 300));
        var child = run.start(shimmed(Map.of("FAULT_KILL", where)));
        if (child.ended(PATIENCE).isEmpty()) {
          say("it came through " + where);
        }
        run.kill();
        progress(i, times, run);
      }
      return told(run.finish());
    }
  }

  /** Pulls the plug again and again under one store. */
  private boolean powercuts(int times, double keep) throws Exception {
    var name = "powercuts-" + keep;
    var undo = Files.createDirectories(folder.resolve(name + ".undo"));
    try (var run = run(name)) {
      var scenes = new Scenes(run, seed);
      var launch = Launch.PLAIN.with(shim(name, Map.of("FAULT_UNDO", undo.toString())));
      for (int i = 1; i <= times; i++) {
        scenes.kill(launch);
        say("%d: %s".formatted(i, revert(folder.resolve(name), undo, keep, seed + i)));
        progress(i, times, run);
      }
      return told(run.finish());
    }
  }

  /** The same under stores that sync too little, a new one each time: it has to be found out. */
  private boolean controls(int times, String synchronous, double keep) throws Exception {
    var launch = Scenes.faulty(Map.of(Faults.SYNCHRONOUS, synchronous));
    int found = 0;
    for (int i = 1; i <= times; i++) {
      var problems = powercut("cut-" + synchronous + "-" + i, launch, keep, seed + i);
      found += problems.isEmpty() ? 0 : 1;
      say("%d of %d: %s".formatted(i, times, problems.isEmpty() ? "nothing" : problems.getFirst()));
    }
    say(
        "synchronous %s, keep %s: found out in %d of %d"
            .formatted(synchronous, keep, found, times));
    return found > 0;
  }

  private List<String> powercut(String name, Launch launch, double keep, long seed)
      throws Exception {
    var undo = Files.createDirectories(folder.resolve(name + ".undo"));
    var run = run(name);
    try (run) {
      var environment = shim(name, Map.of("FAULT_UNDO", undo.toString()));
      new Scenes(run, seed).kill(launch.with(environment));
      say(revert(folder.resolve(name), undo, keep, seed));
      return run.finish().violations();
    } catch (IOException e) {
      // A store that no service can open any more.
      run.publisher().end();
      return List.of("broken: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    } finally {
      delete(folder.resolve(name));
      delete(undo);
    }
  }

  private static String revert(Path data, Path undo, double keep, long seed)
      throws IOException, InterruptedException {
    var script = System.getProperty("fault.powercut");
    var process =
        new ProcessBuilder(
                "python3", script, data.toString(), undo.toString(), "" + keep, "" + seed)
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
    return said.strip();
  }

  /** Lets calls fail, once and for ever; then the service has to stop, and to say why. */
  private boolean errors(int times) throws Exception {
    var chance = new Random(seed);
    boolean sound = true;
    var kinds =
        List.of("sync:EIO:%d:1", "sync:EIO:%d", "write:EIO:%d:1", "write:EIO:%d", "write:EROFS:%d");
    for (int i = 1; i <= times; i++) {
      for (var kind : kinds) {
        var name = "errors-" + i + "-" + kinds.indexOf(kind);
        sound &= error(name, kind.formatted(40 + chance.nextInt(100)));
      }
    }
    return sound;
  }

  private boolean error(String name, String rule) throws Exception {
    try (var run = run(name)) {
      run.start(Launch.PLAIN);
      run.letPass(50, PATIENCE);
      run.kill();
      var child = run.start(Launch.PLAIN.with(shim(name, Map.of("FAULT_FAIL", rule))));
      var status = child.ended(PATIENCE);
      run.pausePublishing();
      var reason = child.log().lines().filter(l -> l.contains("stopped for good")).findFirst();
      var finding = run.finish();
      say(
          rule
              + ": status "
              + status
              + ", "
              + reason.orElse("no reason")
              + "; "
              + finding.summary());
      finding.violations().forEach(Campaign::say);
      return status.equals(Optional.of(1)) && reason.isPresent() && finding.violations().isEmpty();
    } finally {
      delete(folder.resolve(name));
    }
  }

  /** Fills the disk under the store for a while. The folder has to be on a small file system. */
  private boolean full(Duration howLong) throws Exception {
    try (var run = run("full")) {
      var child = run.start(Launch.PLAIN);
      run.letPass(200, PATIENCE);
      var ballast = folder.resolve("ballast");
      fill(ballast);
      int before = run.publisher().acked().size();
      boolean noticed = Run.awaited(() -> run.publisher().refused() > 0, PATIENCE);
      Run.pass(howLong);
      int during = run.publisher().acked().size() - before;
      boolean alive = child.alive();
      Files.delete(ballast);
      long freed = System.nanoTime();
      boolean healed = run.letPass(50, PATIENCE);
      var took = Duration.ofNanos(System.nanoTime() - freed);
      say(
          "full for %d s: %d acknowledged meanwhile, %d refused, alive %s, healed %s after %d ms"
              .formatted(
                  howLong.toSeconds(),
                  during,
                  run.publisher().refused(),
                  alive,
                  healed,
                  took.toMillis()));
      return told(run.finish()) && noticed && alive && healed;
    }
  }

  /** Leaves little more than what is kept for attempts, and publishes on for so long. */
  private boolean nearly(Duration howLong) throws Exception {
    try (var run = run("nearly")) {
      var child = run.start(Launch.PLAIN);
      run.letPass(200, PATIENCE);
      var disk = Files.getFileStore(folder);
      var ballast = folder.resolve("ballast");
      fill(ballast, disk.getUsableSpace() - disk.getTotalSpace() / 4 - MARGIN);
      boolean noticed = Run.awaited(() -> run.publisher().refused() > 0, LONGEST_DRAIN);
      int before = run.publisher().acked().size();
      int sent = run.ledger().size();
      Run.pass(howLong);
      int during = run.publisher().acked().size() - before;
      long left = disk.getUsableSpace();
      boolean failed = child.log().contains("The disk is full.");
      Files.delete(ballast);
      boolean healed = run.letPass(50, PATIENCE);
      say(
          "nearly full for %d s: %d acknowledged meanwhile, %d refused, %d sent, %d of %d MiB left,"
                  .formatted(
                      howLong.toSeconds(),
                      during,
                      run.publisher().refused(),
                      run.ledger().size() - sent,
                      left >> 20,
                      disk.getTotalSpace() >> 20)
              + " a write failed %s, healed %s".formatted(failed, healed));
      return told(run.finish()) && noticed && !failed && healed;
    }
  }

  /** Stops the service for so long, and lets it go on. */
  private boolean freeze(Duration howLong) throws Exception {
    try (var run = run("freeze")) {
      boolean alive = new Scenes(run, seed).freeze(howLong).alive();
      run.letPass(PER_SECOND * 10, PATIENCE);
      var finding = run.finish();
      int most = run.target().mostInFlight();
      say("frozen for %d s: at most %d at once to one".formatted(howLong.toSeconds(), most));
      return told(finding) && alive && most <= 4;
    }
  }

  private static void fill(Path ballast) throws IOException {
    fill(ballast, Long.MAX_VALUE);
  }

  private static void fill(Path ballast, long bytes) throws IOException {
    var block = new byte[4_096];
    try (var out = Files.newOutputStream(ballast)) {
      for (long left = bytes; left > 0; left -= block.length) {
        out.write(block);
      }
    } catch (IOException e) {
      // Full, as it should be.
    }
  }

  /** Lets so many events expire while others come in, and measures who waited longest. */
  private boolean purge(int events) throws Exception {
    try (var run = run("purge")) {
      run.start(Scenes.faulty(Map.of(Faults.CLOCK, "-PT960H")));
      run.letPass(events, LONGEST_DRAIN);
      run.pausePublishing();
      run.drain();
      run.forget();
      run.start(Launch.PLAIN);
      run.letPass(PER_SECOND * 20, PATIENCE); // it has to warm up
      var before = run.publisher().slowest();
      run.kill();
      run.start(Launch.PLAIN.flagged("--retention.trust-clock", "true"));
      run.letPass(PER_SECOND * 20, PATIENCE);
      var during = run.publisher().slowest();
      say("slowest of answers: %d ms, %d ms while events expire".formatted(before, during));
      return told(run.finish());
    }
  }

  /** Sets the clock two hours on and back, so often, and looks at the waits between attempts. */
  private boolean clock(int times) throws Exception {
    var offset = folder.resolve("offset");
    set(offset, Duration.ZERO);
    try (var run = run("clock")) {
      run.start(Launch.PLAIN.with(shim("clock", Map.of("FAULT_CLOCK", offset.toString()))));
      for (int i = 1; i <= times; i++) {
        run.letPass(50, PATIENCE);
        set(offset, List.of(Duration.ofHours(2), Duration.ZERO, Duration.ofHours(-2)).get(i % 3));
        Run.pass(Duration.ofSeconds(1));
      }
      var finding = run.finish();
      var waits = run.ledger().waits();
      say(
          "%d waits between attempts of planned 200 and 500 ms: %d to %d ms"
              .formatted(waits.getCount(), waits.getMin(), waits.getMax()));
      return told(finding) && waits.getMin() >= 160; // 200 ms less 20 % of jitter
    }
  }

  /** Tells the shim, in this file, how far the clock shall be off. */
  static void set(Path offset, Duration by) throws IOException {
    var bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(by.toNanos()).flip();
    // In place: the service has it mapped.
    try (var file = FileChannel.open(offset, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(bytes, 0);
    }
  }

  private Launch shimmed(Map<String, String> more) {
    return Launch.PLAIN.with(shim("writes", more));
  }

  private Map<String, String> shim(String name, Map<String, String> more) {
    var environment = new HashMap<>(more);
    environment.put("LD_PRELOAD", System.getProperty("fault.shim"));
    environment.put("FAULT_DIR", folder.resolve(name).toString());
    return environment;
  }

  private Run run(String name) throws IOException {
    var data = Files.createDirectories(folder.resolve(name));
    return new Run(data, Workload.of(seed), PER_SECOND).drainingWithin(LONGEST_DRAIN);
  }

  private static boolean told(Oracle.Finding finding) {
    finding.violations().forEach(Campaign::say);
    say(finding.summary());
    return finding.violations().isEmpty();
  }

  private static void progress(int i, int times, Run run) {
    if (i % 10 == 0 || i == times) {
      say("%d of %d, %d events".formatted(i, times, run.publisher().acked().size()));
    }
  }

  private static void delete(Path tree) throws IOException {
    var all = new ArrayList<Path>();
    try (var files = Files.walk(tree)) {
      files.forEach(all::addFirst);
    }
    for (var file : all) {
      Files.delete(file);
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
