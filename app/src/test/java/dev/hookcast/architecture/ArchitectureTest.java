package dev.hookcast.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

/** Holds the program's classes against the rules. */
@AnalyzeClasses(packages = Place.ROOT, importOptions = ArchitectureTest.MainClassesOnly.class)
class ArchitectureTest {
  @ArchTest static final ArchTests hexagon = ArchTests.in(HexagonRules.class);
  @ArchTest static final ArchTests libraries = ArchTests.in(LibraryHomes.class);
  @ArchTest static final ArchTests packages = ArchTests.in(PackageRules.class);
  @ArchTest static final ArchTests shapes = ArchTests.in(Shapes.class);
  @ArchTest static final ArchTests behaviour = ArchTests.in(Behaviour.class);

  // ArchUnit's own DoNotIncludeTests doesn't know core's test-jar.
  static final class MainClassesOnly implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }
  }
}
