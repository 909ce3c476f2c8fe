package io.fairwell.vault;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param masterKey id of the master key that wraps data keys from now on; without it, the one that is derived from
 *     {@code fairwell.secret}
 * @param masterKeys all master keys that data keys may be wrapped with, by id: the present one and, until the start that
 *     re-wraps them has come to its end, the one before
 */
@Validated
@ConfigurationProperties("fairwell.privacy")
record VaultProperties(
        @Pattern(regexp = "[a-z0-9]{1,40}") @Nullable String masterKey,
        @DefaultValue Map<@Pattern(regexp = "[a-z0-9]{1,40}") String, @Valid MasterKey> masterKeys) {

    /** @param secret random characters, for example from {@code openssl rand -base64 48} */
    record MasterKey(@Size(min = 32) String secret) {

        @Override
        public String toString() {
            return "MasterKey[…]";
        }
    }
}
