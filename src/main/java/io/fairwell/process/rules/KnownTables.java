package io.fairwell.process.rules;

import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.ReasonCode;
import io.fairwell.process.rules.OutputKind.Amount;
import io.fairwell.process.rules.OutputKind.Code;
import io.fairwell.process.rules.OutputKind.Count;
import io.fairwell.process.rules.OutputKind.Day;
import io.fairwell.process.rules.OutputKind.Flag;
import io.fairwell.process.rules.OutputKind.IsoPeriod;
import io.fairwell.process.rules.OutputKind.Percent;
import io.fairwell.process.rules.OutputKind.Text;
import io.fairwell.process.rules.OutputKind.Within;
import io.fairwell.process.rules.OutputKind.Word;
import io.fairwell.process.rules.OutputKind.Words;
import io.fairwell.subscription.PaymentRoute;
import io.fairwell.terms.ImpactFact;
import io.fairwell.terms.ImpactKind;
import io.fairwell.terms.NoticeKind;
import io.fairwell.terms.RefundMethod;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The decisions the application asks for: what it tells them, and what each of their outputs must be. */
final class KnownTables {

    /** The variable, and the decision, whose words are the terms profiles. */
    static final String TERMS = "terms";

    private static final OutputKind PERIOD = new IsoPeriod(false);
    private static final OutputKind PERIOD_OR_NONE = new IsoPeriod(true);
    private static final OutputKind PERCENT = new Percent();
    private static final OutputKind AMOUNT = new Amount();
    private static final OutputKind COUNT = new Count();
    private static final OutputKind FLAG = new Flag();
    private static final OutputKind CODE = new Code();

    /** What every quote knows, with a case or without. */
    private static final List<KnownInput> QUOTE =
            List.of(KnownInput.text(TERMS), KnownInput.text("jurisdiction"), KnownInput.day("declaredOn"));

    /** What a case knows once it is quoted. The reason is the customer's to give. */
    private static final List<KnownInput> QUOTED_CASE = Stream.concat(
                    QUOTE.stream(),
                    Stream.of(
                            KnownInput.word("reason", ReasonCode.values()).orNull(),
                            KnownInput.word("effectiveMode", EffectiveMode.values()),
                            KnownInput.flag("draft"),
                            KnownInput.flag("talkWanted"),
                            KnownInput.word("identityMethod", IdentityMethod.values()),
                            KnownInput.count("earlierOffers"),
                            KnownInput.day("effectiveOn"),
                            KnownInput.word("where", "HERE", "PARTNER", "RESELLER", "STORE"),
                            KnownInput.word("refundMethod", RefundMethod.values()),
                            KnownInput.amount("refundAmount"),
                            KnownInput.text("currency"),
                            KnownInput.flag("installmentsOutstanding"),
                            KnownInput.flag("returnAwaited")))
            .toList();

    private static final Map<String, KnownTable> ALL = all();

    private KnownTables() {}

    static Map<String, KnownTable> byDecision() {
        return ALL;
    }

    private static Map<String, KnownTable> all() {
        Map<String, KnownTable> tables = new LinkedHashMap<>();
        tables.put(TERMS, terms());
        tables.put("regulation", regulation());
        tables.put(
                "retention-offer",
                KnownTable.of(QUOTED_CASE)
                        .giving("offerKind", new Word(List.of("NONE", "DISCOUNT", "PAUSE", "TALK")))
                        .giving("percent", PERCENT)
                        .giving("cycles", COUNT));
        tables.put(
                "review-routing",
                KnownTable.of(QUOTED_CASE)
                        .giving("reviewRoute", new Word(List.of("NONE", "AUTOMATIC", "AGENT", "SUPERVISOR"))));
        tables.put(
                "refund-eta",
                KnownTable.of(List.of(KnownInput.word("paymentRoute", PaymentRoute.values())))
                        .giving("from", COUNT)
                        .giving("to", COUNT)
                        .giving("unit", new Word(List.of("WORKING_DAYS", "NEXT_BILL", "NONE"))));
        tables.put(
                "impact",
                KnownTable.of(List.of(KnownInput.word("fact", ImpactFact.values()), KnownInput.text(TERMS)))
                        .giving("impactKind", impactKinds())
                        .giving("rank", COUNT));
        return tables;
    }

    private static KnownTable terms() {
        return KnownTable.of(QUOTE)
                .giving("noticeKind", words(NoticeKind.values()))
                .giving("notice", PERIOD_OR_NONE)
                .giving("coolingOff", PERIOD_OR_NONE)
                .giving("refundMethod", words(RefundMethod.values()))
                .giving("percentFee", PERCENT)
                .giving("fixedFee", AMOUNT)
                .giving("earlyTerminationPercent", PERCENT)
                .giving("lessBenefits", FLAG)
                .giving("where", new Word(List.of("HERE", "PARTNER", "RESELLER", "STORE")))
                .giving("immediate", FLAG)
                .giving("freezePoints", FLAG)
                .giving("transferRights", FLAG)
                .giving("identityBy", new Word(List.of("CODE", "CARD")));
    }

    private static KnownTable regulation() {
        return KnownTable.of(QUOTE)
                .giving("validFrom", new Day())
                .giving("coolingOff", PERIOD_OR_NONE)
                .giving("usedProrated", FLAG)
                .giving("offerPlacement", new Word(List.of("NONE", "AFTER_DECLARATION")))
                .giving("maxCustomerActions", COUNT)
                .giving("identityFieldsAllowed", new Words(List.of("NAME", "CONTRACT", "CONTACT", "CODE", "CARD")))
                .giving("reasonAllowed", new Word(List.of("OPTIONAL", "EXTRAORDINARY_ONLY", "NO")))
                .giving("receiptDeadline", new Within())
                .giving("refundDeadline", PERIOD)
                .giving("retention", PERIOD)
                .giving("complaintAuthority", new Text())
                .giving("legalBasis", CODE);
    }

    private static Word impactKinds() {
        return new Word(Stream.concat(Arrays.stream(ImpactKind.values()).map(Enum::name), Stream.of("NONE"))
                .toList());
    }

    private static Word words(Enum<?>[] words) {
        return new Word(Arrays.stream(words).map(Enum::name).toList());
    }
}
