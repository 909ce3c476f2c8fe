package io.fairwell.desk;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseMessage;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.dispute.Claim;
import io.fairwell.dispute.Disputes;
import io.fairwell.identity.CheckResult;
import io.fairwell.identity.Verification;
import io.fairwell.subscription.Subscriptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what a customer is told. */
@Component
class CustomerSheets {

    private final CaseFiles files;
    private final Subscriptions subscriptions;
    private final Verification verification;
    private final Disputes disputes;
    private final CaseSheets caseSheets;
    private final CustomerDuties duties;

    CustomerSheets(
            CaseFiles files,
            Subscriptions subscriptions,
            Verification verification,
            Disputes disputes,
            CaseSheets caseSheets,
            CustomerDuties duties) {
        this.files = files;
        this.subscriptions = subscriptions;
        this.verification = verification;
        this.disputes = disputes;
        this.caseSheets = caseSheets;
        this.duties = duties;
    }

    CustomerSheet of(CancellationCase shown, Words words) {
        CustomerTexts texts = new CustomerTexts(shown, words);
        PossibleActions can = PossibleActions.of(shown);
        Set<Claim.About> disputable = disputes.possible(shown);
        CustomerDuties.Duties left = duties.of(shown, words);
        StatementView statement = isCancelled(shown.status())
                ? caseSheets.decidedStatement(shown, words).orElse(null)
                : null;
        return new CustomerSheet(
                shown.number().value(),
                plan(shown, words),
                Tone.of(shown),
                texts.headline(),
                texts.standing(),
                texts.awaited(),
                facts(shown, texts, statement, left, words),
                texts.lessRefund(),
                texts.rejection(),
                can,
                shown.identity().method() == IdentityMethod.CARD,
                can.enterCode() ? checked(shown, words) : null,
                can.provideInformation() ? question(shown).orElse(null) : null,
                texts.offer(),
                texts.offerUntil(),
                left,
                can.confirm() && !shown.request().isDraft(),
                statement,
                can.confirm() ? caseSheets.statementBefore(shown, words).orElse(null) : null,
                statement == null ? List.of() : statement.impact(),
                DisputeSections.forCustomer(disputes, words).of(shown.number()),
                disputable.contains(Claim.About.REFUND),
                disputable.contains(Claim.About.CHARGE));
    }

    /** Open or carried out: the quote matters. */
    private static boolean isCancelled(CaseStatus status) {
        return !status.isFinal() || status == CaseStatus.COMPLETED;
    }

    private String plan(CancellationCase shown, Words words) {
        return subscriptions
                .find(shown.tenantId(), shown.request().subscriptionId())
                .map(found -> AgreementSection.planName(found, words.locale()))
                .orElse(shown.request().subscriptionId());
    }

    private static Section facts(
            CancellationCase shown,
            CustomerTexts texts,
            @Nullable StatementView statement,
            CustomerDuties.Duties left,
            Words words) {
        String eta = texts.eta(statement);
        String charged = statement == null ? null : statement.nextCharge();
        return Section.titled("my", words)
                .factIf(texts.effective() != null, "effectiveOn", texts.effective())
                .factIf(charged != null, "nextCharge", charged)
                .fact("renewal", texts.renewal(charged != null))
                .factIf(texts.refund() != null, "refund", texts.refund())
                .factIf(texts.compensation() != null, "compensationPart", texts.compensation())
                .factIf(eta != null, "moneyBack", eta)
                .factIf(left.goods() != null, "goods", left.goods())
                .fact("number", shown.number().value())
                .fact("declaredAt", words.time(shown.request().declaredAt()))
                .done();
    }

    private @Nullable String checked(CancellationCase shown, Words words) {
        Optional<CheckResult> last = verification.lastResult(shown.number());
        if (last.isEmpty() || last.get() == CheckResult.CORRECT) {
            return null;
        }
        return words.text("my.checked." + last.get(), verification.attemptsLeft(shown.number()));
    }

    private Optional<String> question(CancellationCase shown) {
        return files.messages(shown.number()).stream()
                .filter(message -> message.direction() == CaseMessage.Direction.TO_CUSTOMER)
                .reduce((earlier, later) -> later)
                .map(CaseMessage::text);
    }
}
