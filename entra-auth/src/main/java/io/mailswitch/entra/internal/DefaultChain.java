package io.mailswitch.entra.internal;

import com.azure.core.credential.TokenCredential;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.AzureDeveloperCliCredentialBuilder;
import com.azure.identity.ChainedTokenCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The default credentials: those of a deployed program (environment, workload identity, managed identity), then the sign-in of a developer's
 * command line (Azure CLI, Azure Developer CLI). As DefaultAzureCredential has them, {@code AZURE_TOKEN_CREDENTIALS} included, but without
 * IntelliJ, Visual Studio Code and PowerShell: these need JNA, whose absence would end the chain before the rest of it.
 */
final class DefaultChain {
    private static final String CHOICE = "AZURE_TOKEN_CREDENTIALS";
    private static final Duration MAX_TOOL_TIME = Duration.ofSeconds(10);

    private DefaultChain() {}

    static TokenCredential of(EntraSettings settings, TokenHttp http, ExecutorService threads) {
        String choice =
                Configuration.getGlobalConfiguration().get(CHOICE, "").trim().toLowerCase(Locale.ROOT);
        return switch (choice) {
            case "" -> withTools(deployed(settings, http, threads, "prod"), settings, http);
            case "dev" -> withTools(null, settings, http);
            default -> deployed(settings, http, threads, choice);
        };
    }

    private static TokenCredential deployed(
            EntraSettings settings, TokenHttp http, ExecutorService threads, String choice) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put(CHOICE, choice);
        Configuration chosen =
                new ConfigurationBuilder(path -> Map.of(), path -> Map.of(), path -> environment).build();
        DefaultAzureCredentialBuilder builder = Credentials.once(new DefaultAzureCredentialBuilder(), http)
                .configuration(chosen)
                .authorityHost(settings.authority().toString())
                .disableInstanceDiscovery()
                .executorService(threads);
        if (settings.tenantId() != null) {
            builder.tenantId(settings.tenantId());
        }
        if (settings.clientId() != null) {
            builder.managedIdentityClientId(settings.clientId()).workloadIdentityClientId(settings.clientId());
        }
        return builder.build();
    }

    private static TokenCredential withTools(@Nullable TokenCredential first, EntraSettings settings, TokenHttp http) {
        Duration time = settings.timeout().compareTo(MAX_TOOL_TIME) < 0 ? settings.timeout() : MAX_TOOL_TIME;
        ChainedTokenCredentialBuilder chain = new ChainedTokenCredentialBuilder();
        if (first != null) {
            chain.addLast(first);
        }
        return chain.addLast(Credentials.once(new AzureCliCredentialBuilder(), http)
                        .tenantId(settings.tenantId())
                        .processTimeout(time)
                        .build())
                .addLast(Credentials.once(new AzureDeveloperCliCredentialBuilder(), http)
                        .tenantId(settings.tenantId())
                        .processTimeout(time)
                        .build())
                .build();
    }
}
