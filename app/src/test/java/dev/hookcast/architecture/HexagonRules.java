package dev.hookcast.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.zip.CRC32;

/** Who may know whom: {@code app -> adapters -> core}, never sideways, never back. */
final class HexagonRules {
  private HexagonRules() {}

  // Computation only: nothing here reaches a file, a socket, a process or a log.
  private static final String[] JDK_FOR_CORE = {
    "java.lang",
    "java.math",
    "java.nio",
    "java.nio.charset",
    "java.security..",
    "java.time..",
    "java.util",
    "java.util.concurrent..",
    "java.util.function",
    "java.util.random",
    "java.util.regex",
    "java.util.stream",
    "javax.crypto..",
    "org.jspecify.annotations"
  };

  @ArchTest
  static final ArchRule coreNeedsNothingButTheJdk =
      classes()
          .that()
          .resideInAPackage(Place.CORE.tree())
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(JDK_FOR_CORE)
                  .or(resideInAnyPackage(Place.CORE.tree()))
                  .or(belongToAnyOf(URI.class, URISyntaxException.class, CRC32.class)));

  @ArchTest
  static final ArchRule theModelKnowsOnlyItself =
      classes()
          .that()
          .resideInAnyPackage(Place.model())
          .should()
          .onlyDependOnClassesThat(areNotOursOrResideIn(Place.model()))
          .because("what happened and who wants it is true without ports, services and engine");

  @ArchTest
  static final ArchRule portsKnowOnlyTheModel =
      classes()
          .that()
          .resideInAPackage(Place.SPI.itself())
          .should()
          .onlyDependOnClassesThat(
              areNotOursOrResideIn(Place.model()).or(resideInAnyPackage(Place.SPI.itself())));

  @ArchTest
  static final ArchRule adaptersDoNotSeeEachOther =
      slices().matching("dev.hookcast.(http|slack|storage)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule adaptersDoNotDriveTheEngine =
      noClasses()
          .that()
          .resideInAnyPackage(Place.adapters())
          .should()
          .dependOnClassesThat()
          .resideInAPackage(Place.ENGINE.tree());

  @ArchTest
  static final ArchRule sinksAndStorageDoNotCallServices =
      noClasses()
          .that()
          .resideInAnyPackage(Place.trees(Place.WEBHOOK, Place.SLACK, Place.STORAGE))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(Place.API.tree())
          .because("they are driven; only front ends drive");

  @ArchTest
  static final ArchRule nothingDependsOnApp =
      noClasses()
          .that()
          .resideOutsideOfPackage(Place.APP.tree())
          .should()
          .dependOnClassesThat()
          .resideInAPackage(Place.APP.tree());

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("dev.hookcast.(**)").should().beFreeOfCycles();

  private static DescribedPredicate<JavaClass> areNotOursOrResideIn(String... packages) {
    return resideOutsideOfPackage(Place.EVERYWHERE).or(resideInAnyPackage(packages));
  }
}
