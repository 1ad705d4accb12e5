package dev.hookcast.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Member;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Matches whatever touches certain members: a call, a method reference (which ArchUnit's own {@code
 * callMethod} doesn't see), a field; also through a subtype.
 */
final class Uses extends DescribedPredicate<JavaAccess<?>> {
  private final Set<String> members;

  private Uses(Set<String> members) {
    super("it is one of " + members.stream().sorted().toList());
    this.members = members;
  }

  /**
   * Members as {@code package.Type.member}, {@code package.Type.*} or {@code package.*.member};
   * with {@code (package.Type, package.Type)} behind it, only with these parameters.
   */
  static Uses uses(String... members) {
    Stream.of(members).forEach(Uses::checkThatItExists);
    return new Uses(Set.of(members));
  }

  @Override
  public boolean test(JavaAccess<?> access) {
    var member = access.getTarget().getName();
    return members.contains(access.getTarget().getFullName())
        || owners(access).anyMatch(owner -> contains(owner, member));
  }

  private boolean contains(JavaClass owner, String member) {
    return members.contains(owner.getFullName() + "." + member)
        || members.contains(owner.getFullName() + ".*")
        || members.contains(owner.getPackageName() + ".*." + member);
  }

  // A member with a typing error would be forbidden in vain.
  private static void checkThatItExists(String text) {
    var member = text.replaceFirst("\\(.*", "");
    int dot = member.lastIndexOf('.');
    var name = member.substring(dot + 1);
    if (!member.contains("*") && names(member.substring(0, dot)).noneMatch(name::equals)) {
      throw new IllegalStateException("the JDK has no " + member);
    }
  }

  private static Stream<String> names(String type) {
    try {
      var found = Class.forName(type);
      var members = Stream.of(found.getMethods(), found.getFields()).flatMap(Stream::of);
      return Stream.concat(Stream.of("<init>"), members.map(Member::getName));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the JDK has no " + type, e);
    }
  }

  private static Stream<JavaClass> owners(JavaAccess<?> access) {
    var owner = access.getTargetOwner();
    // A subtype's constructor is its own; all else is inherited.
    return access.getTarget().getName().equals("<init>")
        ? Stream.of(owner)
        : Stream.concat(
            Stream.of(owner),
            Stream.concat(
                owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream()));
  }
}
