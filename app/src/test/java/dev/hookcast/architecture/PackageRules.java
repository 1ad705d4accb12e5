package dev.hookcast.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ClassesTransformer;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** What every package brings, and that those which rules name exist. */
final class PackageRules {
  private PackageRules() {}

  @ArchTest
  static final ArchRule packageNamesSayWhatLivesThere =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..",
              "..utils..",
              "..common..",
              "..shared..",
              "..misc..",
              "..helper..",
              "..helpers..",
              "..impl..",
              "..internal..",
              "..base..",
              "..dto..",
              "..mapper..",
              "..entity..",
              "..exception..",
              "..exceptions..");

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      all(packages("packages", PackageRules::found))
          .should(
              satisfy(
                  "have a package-info that is @NullMarked",
                  p ->
                      p.nullMarked()
                          ? Optional.empty()
                          : Optional.of("has no package-info that is @NullMarked")));

  @ArchTest
  static final ArchRule everyNamedPackageHoldsAClass =
      all(packages("packages that rules name", PackageRules::named))
          .should(satisfy("hold a class", PackageRules::absence));

  private static Optional<String> absence(OurPackage place) {
    return place.holdsClass()
        ? Optional.empty()
        : Optional.of("holds no class, but rules look there");
  }

  private static Stream<OurPackage> found(JavaClasses classes) {
    return classes.stream()
        .map(JavaClass::getPackageName)
        .distinct()
        .map(name -> OurPackage.of(name, classes));
  }

  private static Stream<OurPackage> named(JavaClasses classes) {
    return Stream.of(Place.values()).map(place -> OurPackage.of(place.itself(), classes));
  }

  private record OurPackage(String name, boolean holdsClass, boolean nullMarked) {
    static OurPackage of(String name, JavaClasses classes) {
      var types = classes.stream().filter(type -> type.getPackageName().equals(name)).toList();
      var info = types.stream().filter(type -> type.getSimpleName().equals("package-info"));
      return new OurPackage(
          name,
          types.stream().anyMatch(type -> !type.getSimpleName().equals("package-info")),
          info.anyMatch(type -> type.isAnnotatedWith(NullMarked.class)));
    }
  }

  private static ClassesTransformer<OurPackage> packages(
      String description, Function<JavaClasses, Stream<OurPackage>> of) {
    return new AbstractClassesTransformer<>(description) {
      @Override
      public Iterable<OurPackage> doTransform(JavaClasses classes) {
        return of.apply(classes).toList();
      }
    };
  }

  private static ArchCondition<OurPackage> satisfy(
      String description, Function<OurPackage, Optional<String>> complaint) {
    return new ArchCondition<>(description) {
      @Override
      public void check(OurPackage one, ConditionEvents events) {
        complaint
            .apply(one)
            .ifPresent(
                text -> events.add(SimpleConditionEvent.violated(one, one.name() + " " + text)));
      }
    };
  }
}
