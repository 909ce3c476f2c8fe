package io.fairwell.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Files of subscriptions to import: schemas know them as text only. */
final class Lines {

    private static final String HEAD =
            "id,customerId,planId,terms,jurisdiction,timeZone,channel,paymentRoute,price.amount,price.currency,paid.amount,"
                    + "paid.currency,termStart,subAccounts\n";
    private static final String LINE =
            "sub-fuzz-csv,cust-fuzz,plan-fuzz,retail-annual,CN,Asia/Shanghai,DIRECT,CARD,108.00,CNY,108.00,CNY,2026-01-15,a;b\n";

    private Lines() {}

    /** @param faults what makes something wrong; null for lines that are right */
    static String of(String type, Supplier<JsonNode> facts, Random random, @Nullable Faults faults) {
        if (type.equals("text/csv")) {
            return faults == null ? HEAD + LINE : spoilt(HEAD + LINE + LINE, random);
        }
        StringBuilder lines = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            ObjectNode line = ((ObjectNode) facts.get()).put("id", "sub-fuzz-line-" + i);
            lines.append(Faults.text(line)).append('\n');
        }
        return faults == null ? lines.toString() : spoilt(lines.toString(), random);
    }

    private static String spoilt(String lines, Random random) {
        int at = random.nextInt(lines.length());
        int to = random.nextInt(3) == 0 ? Math.min(lines.length(), at + random.nextInt(30)) : at;
        return lines.substring(0, at)
                + Poison.one(
                        List.of("\"", ",", "\n", "\r", ";", "\u0000", "\u202e", "{", "}", "[", "-", "99999999999"),
                        random)
                + lines.substring(to);
    }
}
