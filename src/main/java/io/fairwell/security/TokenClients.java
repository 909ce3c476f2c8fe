package io.fairwell.security;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/**
 * The upstream systems of the configuration; in the demo also {@code demo-upstream}, which may do everything, {@code
 * demo-north}, which is the same for another tenant, and {@code demo-analyst} and {@code demo-reviewer}, who change
 * decision tables together.
 */
@Component
class TokenClients implements RegisteredClientRepository {

    private static final String DEMO_CLIENT = "demo-upstream";
    private static final String DEMO_NORTH = "demo-north";
    private static final String DEMO_ANALYST = "demo-analyst";
    private static final String DEMO_REVIEWER = "demo-reviewer";
    private static final String DEMO_SECRET = "demo-secret";
    private static final String TENANT_SETTING = "fairwell.tenant";

    private final Map<String, RegisteredClient> clients = new HashMap<>();

    TokenClients(SecurityProperties properties, @Value("${fairwell.demo:false}") boolean demo) {
        properties.clients().forEach((id, client) -> clients.put(id, registered(id, client, properties)));
        if (demo) {
            String secret =
                    PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(DEMO_SECRET);
            var upstream = new SecurityProperties.Client(secret, Scopes.ALL, CurrentCaller.MAIN_TENANT);
            clients.put(DEMO_CLIENT, registered(DEMO_CLIENT, upstream, properties));
            var north = new SecurityProperties.Client(secret, Scopes.ALL, DemoPeople.OTHER_TENANT);
            clients.put(DEMO_NORTH, registered(DEMO_NORTH, north, properties));
            var analyst = new SecurityProperties.Client(secret, Set.of(Scopes.RULES_DEPLOY), CurrentCaller.MAIN_TENANT);
            clients.put(DEMO_ANALYST, registered(DEMO_ANALYST, analyst, properties));
            var reviewer =
                    new SecurityProperties.Client(secret, Set.of(Scopes.RULES_APPROVE), CurrentCaller.MAIN_TENANT);
            clients.put(DEMO_REVIEWER, registered(DEMO_REVIEWER, reviewer, properties));
        }
    }

    static String tenant(RegisteredClient client) {
        return client.getClientSettings().getSetting(TENANT_SETTING);
    }

    private static RegisteredClient registered(
            String id, SecurityProperties.Client client, SecurityProperties properties) {
        return RegisteredClient.withId(id)
                .clientId(id)
                .clientSecret(client.secret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(scopes -> scopes.addAll(client.scopes()))
                .clientSettings(ClientSettings.builder()
                        .setting(TENANT_SETTING, client.tenant())
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(properties.accessTokenLifetime())
                        .build())
                .build();
    }

    /** Called to store a secret that was encoded anew; the configuration stays what it is. */
    @Override
    public void save(RegisteredClient client) {}

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return clients.get(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return clients.get(clientId);
    }
}
