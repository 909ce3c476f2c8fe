package io.fairwell.privacy;

import io.fairwell.vault.Vault;
import org.springframework.stereotype.Component;

/**
 * What takes the place of a customer's number once the customer is erased. Numbers are given by upstream and may be
 * personal themselves: a phone number, the mask of a card. The same customer always gets the same pseudonym, so that who
 * knows the number finds what is left and the certificates; nobody finds the number from it without the key.
 */
@Component
public class Pseudonyms {

    private static final String PREFIX = "erased-";

    private final Vault vault;

    Pseudonyms(Vault vault) {
        this.vault = vault;
    }

    public String of(String tenantId, String customerId) {
        return isOne(customerId) ? customerId : PREFIX + vault.index("customer\n" + tenantId, customerId);
    }

    private static boolean isOne(String customerId) {
        return customerId.matches(PREFIX + "[0-9a-f]{32}");
    }
}
