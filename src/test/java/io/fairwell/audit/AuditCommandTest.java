package io.fairwell.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.testing.DatabaseTest;
import io.fairwell.testing.MutableClock;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;

/** The command as it is called, without a server and without jobs. */
@DatabaseTest
@ExtendWith(OutputCaptureExtension.class)
class AuditCommandTest {

    @Autowired
    private DataSource database;

    @Autowired
    private MutableClock clock;

    @Value("${spring.datasource.url}")
    private String url;

    private Trail node;

    @BeforeEach
    void three() {
        node = new Trail(database, clock);
        node.write("main", "person:p", "one");
        node.write("main", "person:p", "two");
        node.write("main", "person:p", "three");
        node.sealer.seal();
    }

    @Test
    void anIntactTrail(CapturedOutput output) {
        assertThat(run("--fairwell.verify-audit")).isEqualTo(AuditCommand.INTACT);
        assertThat(output).contains("intact: sequences 1 to 3").doesNotContain("Tomcat", "Job executor");
        String hash = node.verification.verify().hash();
        assertThat(run("--fairwell.verify-audit=3:" + hash)).isEqualTo(AuditCommand.INTACT);
        assertThat(run("--fairwell.verify-audit=3:" + "0".repeat(64))).isEqualTo(AuditCommand.BROKEN);
    }

    @Test
    void aBrokenTrail(CapturedOutput output) {
        node.tamper("UPDATE audit_entry SET actor = 'person:other' WHERE action = 'two'");

        assertThat(run("--fairwell.verify-audit")).isEqualTo(AuditCommand.BROKEN);
        assertThat(output).contains("broken at sequence 2: ENTRY_CHANGED");
        assertThat(run("--fairwell.cut-audit=2030-01-01")).isEqualTo(AuditCommand.NOT_DONE);
    }

    @Test
    void aCut() {
        assertThat(run("--fairwell.cut-audit=2030-01-01")).isEqualTo(AuditCommand.INTACT);
        node.sealer.seal();
        assertThat(node.verification.verify().first()).isEqualTo(3);
        assertThat(run("--fairwell.cut-audit=soon")).isEqualTo(AuditCommand.NOT_DONE);
    }

    @Test
    void onlyTheseAreCommands() {
        assertThat(AuditCommand.isMeant("--fairwell.verify-audit")).isTrue();
        assertThat(AuditCommand.isMeant("--server.port=1", "--fairwell.cut-audit=2025-01-01"))
                .isTrue();
        assertThat(AuditCommand.isMeant("--fairwell.home=x", "--fairwell.verify-audits"))
                .isFalse();
    }

    private int run(String command) {
        return AuditCommand.run(
                Time.class, command, "--spring.datasource.url=" + url, "--fairwell.secret=" + Trail.SECRET);
    }

    static class Time {
        @Bean
        MutableClock clock() {
            return new MutableClock();
        }
    }
}
