package io.fairwell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.yaml.snakeyaml.Yaml;

/** What can be known about the container files without a container engine. */
class ContainerFilesTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(:[?-])?([^}]*)}");
    private static final Set<String> OWN = Set.of("FAIRWELL_SECRET", "FAIRWELL_PUBLIC_URL");

    private static final String[] NODES = {"node1", "node2", "node3"};

    private final String compose = read("docker-compose.yml");
    private final Map<String, Map<String, Object>> services =
            map(map(new Yaml().load(compose)).get("services"));

    @Test
    void everyServiceHasAHealthCheckAndAPinnedImage() {
        assertThat(services)
                .containsOnlyKeys("app", "node1", "node2", "node3", "proxy", "database", "mail")
                .allSatisfy((name, service) -> {
                    assertThat(map(service.get("healthcheck"))).containsKeys("test", "interval", "timeout", "retries");
                    assertThat((String) service.get("image")).contains(":").doesNotEndWith(":latest");
                });
        assertThat(map(services.get("app").get("depends_on")).values())
                .hasSize(2)
                .allSatisfy(condition -> assertThat(map(condition)).containsEntry("condition", "service_healthy"));
    }

    @Test
    void theClustersNodesDifferFromTheOneInNothingButTheirAddress() {
        var one = new HashMap<>(services.get("app"));
        assertThat(one.remove("ports")).isNotNull();
        for (String name : NODES) {
            var node = new HashMap<>(services.get(name));
            assertThat(node.remove("profiles")).isEqualTo(List.of("cluster"));
            assertThat(node).isEqualTo(one);
        }
        assertThat(one).doesNotContainKey("container_name");
    }

    @Test
    void theProxyKnowsTheNodesAndRepeatsOnlyWhatMayBeRepeated() {
        var proxy = services.get("proxy");
        assertThat(map(proxy.get("depends_on"))).containsOnlyKeys(NODES);
        assertThat(proxy.get("volumes").toString()).contains("./docs/operations/nginx.conf:/etc/nginx/nginx.conf:ro");
        var configuration = read("docs/operations/nginx.conf");
        assertThat(configuration.lines().filter(line -> line.strip().startsWith("server node")))
                .hasSize(NODES.length)
                .allSatisfy(line -> assertThat(line).contains(":8080 max_fails=", "fail_timeout="));
        assertThat(configuration)
                .contains("proxy_set_header X-Forwarded-Proto", "proxy_set_header Forwarded         \"\"")
                .containsPattern("proxy_next_upstream\\s+error timeout http_503;")
                .doesNotContain("non_idempotent;", "ip_hash");
    }

    @Test
    void theDatabaseHasRoomForAllNodes() {
        assertThat(services.get("database").get("command").toString()).contains("max_connections=150");
        assertThat(read("src/main/resources/application.yaml")).contains("maximum-pool-size: 30");
    }

    @Test
    void theDatabaseIsReachableFromTheInsideOnly() {
        assertThat(services.get("database"))
                .doesNotContainKey("ports")
                .extracting("networks")
                .asString()
                .isEqualTo("[inside]");
        assertThat(compose).contains("inside:\n    internal: true");
    }

    @Test
    void everyVariableIsExplainedInTheExample() {
        var example = read(".env.example");
        assertThat(VARIABLE.matcher(compose).results()).hasSizeGreaterThan(3).allSatisfy(variable -> {
            assertThat(example).containsPattern("(?m)^" + variable.group(1) + "=");
            assertThat(variable.group(2))
                    .as("%s has a default or is required", variable.group(1))
                    .isNotNull();
        });
        assertThat(compose).contains("${FAIRWELL_SECRET:?", "${POSTGRES_PASSWORD:?");
    }

    @Test
    void theApplicationsVariablesReachTheProperties() {
        Map<String, Object> variables = map(services.get("app").get("environment"));
        variables.replaceAll((name, value) -> filled((String) value));
        assertThat(variables.keySet().stream()
                        .filter(name -> name.startsWith("FAIRWELL_"))
                        .collect(Collectors.toSet()))
                .isEqualTo(OWN);
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SystemEnvironmentPropertySource("systemEnvironment", variables));
        ConfigurationPropertySources.attach(environment);
        var binder = Binder.get(environment);

        var database =
                binder.bind("spring.datasource", DataSourceProperties.class).get();
        assertThat(database.getUrl()).isEqualTo("jdbc:postgresql://database:5432/fairwell");
        assertThat(database.getUsername())
                .isEqualTo(map(services.get("database").get("environment")).get("POSTGRES_USER"));
        assertThat(database.getPassword()).isEqualTo("given");
        var mail = binder.bind("spring.mail", MailProperties.class).get();
        assertThat(services).containsKey(mail.getHost());
        assertThat(mail.getPort()).isEqualTo(1025);
        assertThat(environment.getProperty("fairwell.public-url")).isEqualTo("http://localhost:8080");
        assertThat(environment.getProperty("fairwell.secret")).isEqualTo("given");
        assertThat(variables).hasSize(3 + 2 + OWN.size());
    }

    /** Without an administrator the first start is refused; clients and deadlines come the same way. */
    @Test
    void everySettingOfTheExampleFileReachesTheApplication() {
        assertThat(services.get("app")).containsEntry("env_file", ".env");
        assertThat(read(".env.example").lines())
                .contains("FAIRWELL_SECURITY_ADMIN_ID=", "FAIRWELL_SECURITY_ADMIN_PASSWORD=");
    }

    @Test
    void theImageRunsWithoutRootAndAsksTheReadinessProbe() {
        var image = read("Dockerfile");
        assertThat(image.lines().filter(line -> line.startsWith("USER"))).containsExactly("USER 10001");
        assertThat(image).contains("COPY target/fairwell.jar", "HEALTHCHECK", "/actuator/health/readiness");
    }

    /** As Compose would: the default where there is one, else what the operator gave. */
    private static String filled(String value) {
        return VARIABLE.matcher(value).replaceAll(found -> ":-".equals(found.group(2)) ? found.group(3) : "given");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked") // what a YAML parser gives
    private static <V> Map<String, V> map(Object value) {
        return (Map<String, V>) value;
    }
}
