package io.fairwell.process;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long things may take. Customers' deadlines are calendar time, support's are working days in {@code zone}.
 *
 * @param zone where support works
 * @param codeWait how long the case waits for a code before a person looks at it
 * @param offer how long an offer may hold up a draft
 * @param answer how long a question to the customer stays open
 * @param answerReminders after the question
 * @param draft how long a draft waits for the confirmation
 * @param draftReminders after the request for confirmation
 * @param silence how long a declared request waits for a confirmation of a smaller refund before it goes on
 * @param effectiveReminder before the effective date
 * @param elsewhereChecks after the customer was told what to do at the other place; the last one goes to support
 * @param returnWait how long goods may take to come back
 * @param returnReminders after the goods were asked for
 * @param lookUp between two look-ups of a refund whose outcome is unknown
 * @param lookUps how many look-ups before a person decides
 * @param chase after support found a late refund to be on its way, until it is looked for again
 * @param eraseAgain until personal data whose time is over, and which something still needs, is looked at again
 * @param dueWorkingDays support's work is due
 * @param escalationWorkingDays supervisors are informed
 */
@Validated
@ConfigurationProperties("fairwell.deadlines")
record DeadlineProperties(
        @DefaultValue("Asia/Shanghai") @NotNull ZoneId zone,
        @DefaultValue("PT24H") Duration codeWait,
        @DefaultValue("P1D") Duration offer,
        @DefaultValue("P14D") Duration answer,
        @DefaultValue({"P2D", "P5D"}) @NotEmpty List<Duration> answerReminders,
        @DefaultValue("P14D") Duration draft,
        @DefaultValue({"P1D", "P3D", "P7D"}) @NotEmpty List<Duration> draftReminders,
        @DefaultValue("P7D") Duration silence,
        @DefaultValue("P3D") Duration effectiveReminder,
        @DefaultValue({"P3D", "P7D"}) @NotEmpty List<Duration> elsewhereChecks,
        @DefaultValue("P14D") Duration returnWait,
        @DefaultValue({"P7D", "P12D"}) @NotEmpty List<Duration> returnReminders,
        @DefaultValue("PT5M") Duration lookUp,
        @DefaultValue("3") int lookUps,
        @DefaultValue("P3D") Duration chase,
        @DefaultValue("P30D") Duration eraseAgain,
        @DefaultValue("1") int dueWorkingDays,
        @DefaultValue("3") int escalationWorkingDays) {}
