package dev.hookcast.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.hookcast.architecture.Uses.uses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What comes from outside instead of from a static: time, chance, threads, standard output. */
final class Behaviour {
  private Behaviour() {}

  private static final Uses CLOCK =
      uses(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.time.*.now",
          "java.time.Clock.system",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.systemUTC",
          "java.time.Clock.tickMillis",
          "java.time.Clock.tickMinutes",
          "java.time.Clock.tickSeconds",
          "java.time.InstantSource.system",
          "java.util.Calendar.getInstance",
          "java.util.Date.<init>()");

  private static final Uses CHANCE =
      uses(
          "java.lang.Math.random",
          "java.lang.StrictMath.random",
          "java.security.SecureRandom.<init>",
          "java.security.SecureRandom.getInstance",
          "java.security.SecureRandom.getInstanceStrong",
          "java.util.Collections.shuffle(java.util.List)",
          "java.util.Random.<init>",
          "java.util.Random.from",
          "java.util.SplittableRandom.<init>",
          "java.util.UUID.randomUUID",
          "java.util.concurrent.ThreadLocalRandom.current",
          "java.util.random.RandomGenerator.getDefault",
          "java.util.random.RandomGenerator.of",
          "java.util.random.RandomGeneratorFactory.*");

  private static final Uses THREADS =
      uses(
          "java.lang.Thread.<init>",
          "java.lang.Thread.ofPlatform",
          "java.lang.Thread.ofVirtual",
          "java.lang.Thread.sleep",
          "java.lang.Thread.startVirtualThread",
          "java.util.Collection.parallelStream",
          "java.util.Timer.<init>",
          "java.util.concurrent.Executors.*",
          "java.util.concurrent.ForkJoinPool.*",
          "java.util.concurrent.ScheduledThreadPoolExecutor.<init>",
          "java.util.concurrent.TimeUnit.sleep",
          "java.util.stream.BaseStream.parallel");

  // A client polls and shows how long something took; it is a process of its own and short of life.
  private static final Uses WHAT_A_CLIENT_NEEDS =
      uses(
          "java.lang.System.nanoTime",
          "java.lang.Thread.sleep",
          "java.util.concurrent.TimeUnit.sleep");

  private static final Uses PRINTING =
      uses(
          "java.lang.System.console",
          "java.lang.System.err",
          "java.lang.System.out",
          "java.lang.Thread.dumpStack",
          "java.lang.Throwable.printStackTrace");

  private static final Uses GENERIC_EXCEPTIONS =
      uses(
          "java.lang.Error.<init>",
          "java.lang.Exception.<init>",
          "java.lang.RuntimeException.<init>",
          "java.lang.Throwable.<init>");

  @ArchTest static final ArchRule timeIsPassedIn = fromWiring(CLOCK);

  @ArchTest static final ArchRule chanceIsPassedIn = fromWiring(CHANCE);

  @ArchTest static final ArchRule threadsArePassedIn = fromWiring(THREADS);

  @ArchTest
  static final ArchRule clientsTakeNoMoreThanTheyNeed =
      noClasses()
          .that()
          .resideInAnyPackage(Place.trees(Place.CLI, Place.DEMO, Place.BENCH))
          .should()
          .accessTargetWhere(
              CLOCK
                  .<JavaAccess<?>>forSubtype()
                  .or(CHANCE)
                  .or(THREADS)
                  .and(DescribedPredicate.not(WHAT_A_CLIENT_NEEDS)));

  @ArchTest
  static final ArchRule onlyTheCliPrints =
      noClasses()
          .that()
          .resideOutsideOfPackage(Place.CLI.tree())
          .and()
          // Tells in one sentence that this Java is too old to load the rest.
          .doNotHaveFullyQualifiedName(Place.APP.itself() + ".Start")
          .should()
          .accessTargetWhere(PRINTING);

  @ArchTest
  static final ArchRule exceptionsHaveAMeaning =
      noClasses()
          .that()
          .areNotAssignableTo(Throwable.class)
          .should()
          .accessTargetWhere(GENERIC_EXCEPTIONS);

  private static ArchRule fromWiring(Uses what) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(Place.trees(Place.WIRING, Place.CLI, Place.DEMO, Place.BENCH))
        .should()
        .accessTargetWhere(what)
        .because("it comes through a constructor, so that a test can hold it");
  }
}
