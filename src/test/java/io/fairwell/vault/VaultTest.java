package io.fairwell.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairwell.database.StartRefused;
import io.fairwell.testing.DatabaseTest;
import io.fairwell.testing.MutableClock;
import io.fairwell.vault.VaultProperties.MasterKey;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@DatabaseTest
class VaultTest {

    private static final String SECRET = "a-secret-for-tests-only-0123456789abcdef";
    private static final String COLUMN = "case_file.email";
    private static final Owner LI = Owner.ofCase("main", "FW-1");
    private static final Owner WANG = Owner.ofCase("main", "FW-2");

    @Autowired
    private Vault vault;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private MutableClock clock;

    private MasterKeys masters(@Nullable String present, Map<String, MasterKey> keys) {
        return new MasterKeys(SECRET, new VaultProperties(present, keys));
    }

    private Vault vault(MasterKeys masters) {
        return new Vault(jdbc, masters, clock);
    }

    private String sealed(Owner owner, String plain) {
        return String.valueOf(vault.sealer(owner).seal(COLUMN, plain));
    }

    @Test
    void opensWhatItSealed_withOneKeyForEachOwner() {
        String one = sealed(LI, "li@example.org");
        String two = sealed(LI, "li@example.org");
        String other = sealed(WANG, "王芳@example.org");

        assertThat(one).isNotEqualTo(two).doesNotContain("li@");
        assertThat(vault.open(LI, COLUMN, one)).isEqualTo("li@example.org");
        assertThat(vault.open(WANG, COLUMN, other)).isEqualTo("王芳@example.org");
        byte[] document = vault.sealer(LI).seal("case_message.content", new byte[] {1, 2});
        assertThat(vault.open(LI, "case_message.content", document)).containsExactly(1, 2);
        assertThat(jdbc.sql("SELECT count(*) FROM data_key")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        assertThat(vault.sealer(LI).seal(COLUMN, (String) null)).isNull();
        assertThat(vault.open(LI, COLUMN, "")).isEmpty();
    }

    /** Whoever can write to the database must not have others read a value for them. */
    @Test
    void aValueOpensNowhereElse() {
        String sealed = sealed(LI, "li@example.org");
        sealed(WANG, "wang@example.org");

        assertThatThrownBy(() -> vault.open(LI, "case_file.name", sealed)).isInstanceOf(CannotBeOpened.class);
        assertThatThrownBy(() -> vault.open(WANG, COLUMN, sealed)).isInstanceOf(CannotBeOpened.class);
        assertThatThrownBy(() -> vault.open(Owner.ofCase("north", "FW-1"), COLUMN, sealed))
                .isInstanceOf(CannotBeOpened.class);
        assertThatThrownBy(() -> vault.open(LI, COLUMN, "li@example.org")).isInstanceOf(CannotBeOpened.class);
        // Nor does a key that is given to another owner.
        jdbc.sql("UPDATE data_key SET subject = 'FW-3' WHERE subject = 'FW-1'").update();
        clock.plus(KeyCache.KEPT.plusSeconds(1));
        assertThatThrownBy(() -> vault.open(Owner.ofCase("main", "FW-3"), COLUMN, sealed))
                .isInstanceOf(CannotBeOpened.class);
    }

    @Test
    void whoseKeyIsDestroyedIsErased_andMayBeginAnew() {
        String sealed = sealed(LI, "li@example.org");
        UUID key = DataKey.keyOf(sealed);

        assertThat(vault.destroy(LI)).contains(key);

        assertThat(vault.open(LI, COLUMN, sealed)).isNull();
        assertThat(vault.destroy(LI)).isEmpty();
        assertThat(jdbc.sql("SELECT wrapped IS NULL AND destroyed_at IS NOT NULL FROM data_key WHERE id = ?")
                        .param(key)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(vault.open(LI, COLUMN, sealed(LI, "new@example.org"))).isEqualTo("new@example.org");
        assertThat(vault.open(LI, COLUMN, sealed)).isNull();
    }

    /** Another node may have the key at hand for a minute, and never seals with it. */
    @Test
    void anotherNodeForgetsADestroyedKeyAndNeverSealsWithIt() {
        Vault other = vault(masters(null, Map.of()));
        String sealed = sealed(LI, "li@example.org");
        assertThat(other.open(LI, COLUMN, sealed)).isEqualTo("li@example.org");
        vault.destroy(LI);

        String later = String.valueOf(other.sealer(LI).seal(COLUMN, "later@example.org"));
        assertThat(DataKey.keyOf(later)).isNotEqualTo(DataKey.keyOf(sealed));
        clock.plus(KeyCache.KEPT.plusSeconds(1));
        assertThat(other.open(LI, COLUMN, sealed)).isNull();
        assertThat(other.open(LI, COLUMN, later)).isEqualTo("later@example.org");
    }

    @Test
    void aKeyOfATransactionThatFailedIsNotUsed() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    sealed(LI, "li@example.org");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        String sealed = sealed(LI, "li@example.org");
        clock.plus(Duration.ofMinutes(5));
        assertThat(vault.open(LI, COLUMN, sealed)).isEqualTo("li@example.org");
    }

    @Test
    void masterKeysAreRotatedAtTheNextStart() {
        String sealed = sealed(LI, "li@example.org");
        Map<String, MasterKey> keys = Map.of("y2027", new MasterKey("x".repeat(40)));
        MasterKeys rotated = masters("y2027", keys);

        new KeyRotation(jdbc, rotated, transaction, clock).afterSingletonsInstantiated();

        assertThat(jdbc.sql("SELECT DISTINCT master_key FROM data_key")
                        .query(String.class)
                        .list())
                .containsExactly("y2027");
        assertThat(vault(rotated).open(LI, COLUMN, sealed)).isEqualTo("li@example.org");
        // The secret that wrapped it before is of no use any more.
        clock.plus(KeyCache.KEPT.plusSeconds(1));
        assertThatThrownBy(() -> vault.open(LI, COLUMN, sealed)).isInstanceOf(CannotBeOpened.class);
    }

    @Test
    void aStartThatCouldNotReadWhatIsThereIsRefused() {
        MasterKeys y2027 = masters("y2027", Map.of("y2027", new MasterKey("x".repeat(40))));
        vault(y2027).sealer(LI).seal(COLUMN, "li@example.org");

        assertThatThrownBy(() -> new KeyRotation(jdbc, masters(null, Map.of()), transaction, clock)
                        .afterSingletonsInstantiated())
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("y2027");
        MasterKeys wrong = masters("y2027", Map.of("y2027", new MasterKey("y".repeat(40))));
        assertThatThrownBy(() -> new KeyRotation(jdbc, wrong, transaction, clock).afterSingletonsInstantiated())
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("cannot be opened");
        assertThatThrownBy(() -> masters("y2028", Map.of()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("y2028");
    }

    @Test
    void anIndexFindsTheSameValueAndTellsNothingOfIt() {
        assertThat(vault.index("card", "1234"))
                .isEqualTo(vault.index("card", "1234"))
                .isNotEqualTo(vault.index("phone", "1234"))
                .isNotEqualTo(vault.index("card", "1235"))
                .hasSize(32)
                .doesNotContain("1234");
    }
}
