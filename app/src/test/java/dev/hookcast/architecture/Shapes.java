package dev.hookcast.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.hookcast.core.spi.Sink;
import java.util.function.Predicate;

/** What types of a kind look like, and what none is called. */
final class Shapes {
  private Shapes() {}

  @ArchTest
  static final ArchRule modelTypesAreImmutable =
      classes()
          .that()
          .resideInAnyPackage(Place.model())
          .should(
              be(
                  "a record, enum, interface, exception or final class, with final fields only",
                  type -> isClosed(type) && hasOnlyFinalFields(type)));

  @ArchTest
  static final ArchRule portsAreInterfacesOrValues =
      classes()
          .that()
          .resideInAPackage(Place.SPI.itself())
          .should(be("an interface, record, enum or exception", Shapes::isInterfaceOrValue));

  @ArchTest
  static final ArchRule sinksAreFinalAndCalledSink =
      classes()
          .that()
          .implement(Sink.class)
          .should()
          .haveModifier(JavaModifier.FINAL)
          .andShould()
          .haveSimpleNameEndingWith("Sink");

  @ArchTest
  static final ArchRule classNamesSayWhatAClassIs =
      noClasses()
          .should()
          .haveNameMatching(
              ".*(Impl|Utils?|Helpers?|Manager|D[Tt][Oo]|Mapper|Entity|UseCase|Port|Adapter)(\\$.*)?");

  private static boolean isInterfaceOrValue(JavaClass type) {
    return type.isInterface()
        || type.isRecord()
        || type.isEnum()
        || type.isAssignableTo(Throwable.class);
  }

  private static boolean isClosed(JavaClass type) {
    return isInterfaceOrValue(type)
        || type.isAnonymousClass()
        || type.getModifiers().contains(JavaModifier.FINAL)
        // javac's table for a switch over an enum
        || type.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  private static boolean hasOnlyFinalFields(JavaClass type) {
    return type.getFields().stream()
        .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL));
  }

  private static ArchCondition<JavaClass> be(String what, Predicate<JavaClass> test) {
    return new ArchCondition<>("be " + what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!test.test(type)) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " is not " + what));
        }
      }
    };
  }
}
