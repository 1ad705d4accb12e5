package dev.hookcast.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Each library has one home, so that it can be replaced there. */
final class LibraryHomes {
  private LibraryHomes() {}

  private static final String GUICE = "com.google.inject..";
  private static final String JACKSON = "com.fasterxml.jackson..";
  private static final String PICOCLI = "picocli..";
  private static final String[] HTTP_SERVER = {
    "io.javalin..", "org.eclipse.jetty..", "jakarta.servlet.."
  };
  private static final String[] OKHTTP = {"okhttp3..", "okio.."};
  private static final String[] SLACK_SDK = {"com.slack.api..", "com.google.gson.."};
  private static final String[] SQL = {
    "java.sql..",
    "javax.sql..",
    "org.sqlite..",
    "org.postgresql..",
    "org.flywaydb..",
    "com.zaxxer.hikari.."
  };
  private static final String JTE = "gg.jte..";
  private static final String MICROMETER = "io.micrometer..";
  private static final String[] LOGGING = {"org.slf4j..", "ch.qos.logback.."};
  private static final String[] JDK = {"java..", "javax.crypto..", "javax.net.."};

  @ArchTest static final ArchRule guiceLivesInWiring = only(homes(Place.WIRING), GUICE);

  @ArchTest
  static final ArchRule injectAnnotationsLiveNowhere =
      only(homes(), "jakarta.inject..", "javax.inject..");

  @ArchTest
  static final ArchRule jacksonLivesInHttp = only(homes(Place.HTTP, Place.CONFIG), JACKSON);

  @ArchTest
  static final ArchRule configUsesJacksonForYamlOnly =
      noClasses()
          .that()
          .resideInAPackage(Place.CONFIG.tree())
          .should()
          .dependOnClassesThat(
              nameMatching(
                  "com\\.fasterxml\\.jackson\\.(annotation\\..*|core\\.JsonFactory"
                      + "|databind\\.ObjectMapper|databind\\.json\\..*)"))
          .because("JSON is read and written through JsonFormat");

  @ArchTest
  static final ArchRule httpServerLivesBehindTheFrontDoors =
      only(homes(Place.SERVER, Place.CONSOLE), HTTP_SERVER);

  @ArchTest
  static final ArchRule okhttpLivesInTheSinks =
      only(homes(Place.WEBHOOK, Place.SLACK, Place.WIRING), OKHTTP);

  @ArchTest static final ArchRule slackSdkLivesInSlack = only(homes(Place.SLACK), SLACK_SDK);

  @ArchTest static final ArchRule sqlLivesInStorage = only(homes(Place.STORAGE), SQL);

  @ArchTest static final ArchRule jteLivesInTheConsole = only(homes(Place.CONSOLE), JTE);

  @ArchTest static final ArchRule micrometerLivesInMetrics = only(homes(Place.METRICS), MICROMETER);

  @ArchTest
  static final ArchRule picocliLivesInTheCli =
      noClasses()
          .that()
          .resideOutsideOfPackage(Place.CLI.tree())
          .and()
          .doNotHaveFullyQualifiedName(Place.APP.itself() + ".Main")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(PICOCLI);

  @ArchTest
  static final ArchRule jdkHttpClientLivesInTheClient =
      only(homes(Place.CLIENT), "java.net.http..");

  @ArchTest
  static final ArchRule javaUtilLoggingLivesNowhere = only(homes(), "java.util.logging..");

  @ArchTest
  static final ArchRule everyLibraryHasAHome =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      Place.EVERYWHERE, GUICE, JACKSON, JTE, MICROMETER, PICOCLI, "org.jspecify..")
                  .or(resideInAnyPackage(all(HTTP_SERVER, OKHTTP, SLACK_SDK, SQL, LOGGING, JDK))))
          .because("a library comes in together with the rule that says where it lives");

  private static String[] homes(Place... places) {
    return Place.trees(places);
  }

  private static String[] all(String[]... libraries) {
    return Stream.of(libraries).flatMap(Stream::of).toArray(String[]::new);
  }

  private static ArchRule only(String[] homes, String... library) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(homes)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library);
  }
}
