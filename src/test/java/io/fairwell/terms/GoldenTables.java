package io.fairwell.terms;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** The golden terms and the three rules of the law that the golden cases name, without any engine. */
final class GoldenTables implements DecisionTables {

    private static final Set<String> NOT_AT_ONCE = Set.of("carrier-monthly", "enterprise-seats");
    private static final Set<String> POINTS_ARE_MONEY = Set.of("retail-annual", "lifestyle-monthly");
    private static final Set<String> FOURTEEN_DAYS = Set.of("DE", "EU", "FR", "UK");
    private static final Set<String> NOT_PRORATED = Set.of("lifetime", "licence-key", "physical-bundle");

    @Override
    public Decision evaluate(String decision, Map<String, Object> inputs) {
        String terms = (String) inputs.get("terms");
        return decision.equals("terms") ? terms(terms) : regulation((String) inputs.get("jurisdiction"), terms);
    }

    private static Decision terms(String terms) {
        Map<String, String> row = Csv.rows("terms.csv").stream()
                .filter(candidate -> candidate.get("terms").equals(terms))
                .findFirst()
                .orElseThrow(() -> new NoRuleApplies("terms"));
        return new Decision("terms", 1, terms, outputs(row));
    }

    static Map<String, Object> outputs(Map<String, String> row) {
        return Map.ofEntries(
                Map.entry("noticeKind", row.get("noticeKind")),
                Map.entry("notice", row.get("notice")),
                Map.entry("coolingOff", row.get("coolingOff")),
                Map.entry("refundMethod", row.get("refundMethod")),
                Map.entry("percentFee", new BigDecimal(row.get("percentFee"))),
                Map.entry("fixedFee", row.get("fixedFee")),
                Map.entry("earlyTerminationPercent", new BigDecimal(row.get("earlyTerminationPercent"))),
                Map.entry("lessBenefits", Boolean.valueOf(row.get("lessBenefits"))),
                Map.entry("where", row.get("where")),
                Map.entry("immediate", !NOT_AT_ONCE.contains(row.get("terms"))),
                Map.entry("freezePoints", !POINTS_ARE_MONEY.contains(row.get("terms"))),
                Map.entry("transferRights", row.get("terms").equals("enterprise-seats")),
                Map.entry("identityBy", row.get("terms").equals("bank-points") ? "CARD" : "CODE"));
    }

    private static Decision regulation(String jurisdiction, String terms) {
        boolean window = FOURTEEN_DAYS.contains(jurisdiction);
        return new Decision(
                "regulation",
                1,
                jurisdiction,
                Map.of(
                        "coolingOff",
                        window ? "P14D" : "",
                        "usedProrated",
                        window && !NOT_PRORATED.contains(terms),
                        "offerPlacement",
                        "AFTER_DECLARATION",
                        "legalBasis",
                        "AGREED_TERMS",
                        "refundDeadline",
                        "P7D"));
    }
}
