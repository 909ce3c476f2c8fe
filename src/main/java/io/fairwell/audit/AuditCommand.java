package io.fairwell.audit;

import io.fairwell.audit.AuditVerification.Verdict;
import io.fairwell.audit.AuditVerification.Witness;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * {@code --fairwell.verify-audit} recomputes the chain, {@code --fairwell.verify-audit=<sequence>:<hash>} also compares it
 * with what a witness has kept, and {@code --fairwell.cut-audit=<date>} removes what is older than the beginning of that
 * day (UTC). Needs the settings of the database and the master secret, and starts nothing else: no server, no jobs.
 */
public final class AuditCommand {

    public static final int INTACT = 0;
    public static final int BROKEN = 1;
    /** The command itself did not work: no database, no such date. */
    public static final int NOT_DONE = 2;

    private static final Logger LOG = LoggerFactory.getLogger(AuditCommand.class);
    private static final String VERIFY = "fairwell.verify-audit";
    private static final String CUT = "fairwell.cut-audit";

    private AuditCommand() {}

    public static boolean isMeant(String... arguments) {
        return Arrays.stream(arguments).anyMatch(each -> each.matches("--(" + VERIFY + "|" + CUT + ")(=.*)?"));
    }

    /** @param clock a configuration with the clock of the application. @return the exit code */
    public static int run(Class<?> clock, String... arguments) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Parts.class, clock)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .run(arguments)) {
            Environment environment = context.getEnvironment();
            @Nullable String date = environment.getProperty("fairwell.cut-audit");
            return date == null
                    ? verify(
                            context.getBean(AuditVerification.class),
                            environment.getProperty("fairwell.verify-audit", ""))
                    : cut(context.getBean(AuditCut.class), date);
        } catch (DateTimeParseException | NumberFormatException e) {
            LOG.error("Expected is --{}=<sequence>:<hash> or --{}=2025-01-01", VERIFY, CUT);
        } catch (RuntimeException e) {
            LOG.error("Not done: {}", e.getMessage());
        }
        return NOT_DONE;
    }

    private static int verify(AuditVerification verification, String kept) {
        Verdict verdict = verification.verify(witness(kept));
        if (verdict.intact()) {
            LOG.info(
                    "The audit trail is intact: sequences {} to {}, {} not linked yet, hash of the last {}",
                    verdict.first(),
                    verdict.sequence(),
                    verdict.waiting(),
                    verdict.hash());
            return INTACT;
        }
        LOG.error(
                "The audit trail is broken at sequence {}: {}. Intact up to {} with hash {}.",
                verdict.brokenAt(),
                verdict.fault(),
                verdict.sequence(),
                verdict.hash());
        return BROKEN;
    }

    private static @Nullable Witness witness(String kept) {
        String[] parts = kept.split(":", 2);
        return parts.length < 2 ? null : new Witness(Long.parseLong(parts[0]), parts[1]);
    }

    private static int cut(AuditCut cut, String date) {
        long removed = cut.before(LocalDate.parse(date).atStartOfDay().toInstant(ZoneOffset.UTC));
        LOG.info("{} audit entries from before {} are removed", removed, date);
        return INTACT;
    }

    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        TransactionAutoConfiguration.class
    })
    @Import({AuditRows.class, Chain.class, Unsealed.class, AuditTrail.class, AuditVerification.class, AuditCut.class})
    static class Parts {

        /** The only entry written here is of the cut itself. */
        @Bean
        Customers noCustomers() {
            return new Customers((tenant, number) -> {
                throw new IllegalStateException("an entry about a customer");
            });
        }
    }
}
