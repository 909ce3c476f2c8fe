package io.fairwell.fuzz;

import java.util.List;
import java.util.Random;

/** What has broken other programs: as JSON, as text of a parameter, and as whole bodies. */
final class Poison {

    /** Anything where something else was expected, already written as JSON. */
    static final List<String> JSON = List.of(
            "null",
            "true",
            "0",
            "-0",
            "-1",
            "1e999",
            "1E-400",
            "2147483648",
            "-9223372036854775809",
            "99999999999999999999999999999",
            "0.1",
            "NaN",
            "01",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udfff\\ud800\"",
            "\"\\u202e\\u2066\\u200f\"",
            "\"\\ufeff\"",
            "\"\\uffff\"",
            "\"\\u0085\\u2028\"",
            "\"\\x41\"",
            "\"2026-02-29\"",
            "\"2026-02-30\"",
            "\"2026-13-01\"",
            "\"+999999999-12-31\"",
            "\"-999999999-01-01\"",
            "\"-0001-01-01\"",
            "\"0000-00-00\"",
            "\"0001-01-01\"",
            "\"9999-12-31\"",
            "\"2026-01-01T00:00:00\"",
            "\"2026-01-01T24:00:00Z\"",
            "\"2026-12-31T23:59:60Z\"",
            "\"+1000000000-12-31T23:59:59.999999999Z\"",
            "\"2026-01-01T00:00:00+18:01\"",
            "\"P999999999Y\"",
            "\"P-1M\"",
            "\"PT1S\"",
            "\"P2147483647D\"",
            "\"1e9\"",
            "\"1e-9\"",
            "\"NaN\"",
            "\"Infinity\"",
            "\"0x10\"",
            "\"١٢.٣٤\"",
            "\"999999999999.9999\"",
            "\"999999999999999999.99\"",
            "\"-0.00\"",
            "\"XXX\"",
            "\"XAU\"",
            "\"JPY\"",
            "\"cny\"",
            "\"GMT+25:00\"",
            "\"Europe/Atlantis\"",
            "\"zh-Hant-TW-u-ca-chinese\"",
            "\"${7*7}#{7*7}\"",
            "\"{0} {1}\"",
            "\"%s%n%x\"",
            "\"'; DROP TABLE cancellation_case; --\"",
            "\"a%' OR '1'='1\"",
            "\"<script>alert(1)</script>\"",
            "\"../../etc/passwd\"",
            "\"file:///etc/passwd\"",
            "\"http://127.0.0.1:1/\"",
            "\"a@b@c\"",
            "\"\\r\\nBcc: x@example.org\"",
            "\"退订·解約·해지\"",
            "\"👩‍👩‍👧‍👦\"",
            "[]",
            "{}",
            "[null]",
            "[[[[]]]]",
            "{\"\":{}}",
            "{\"$ref\":\"#\"}",
            "{\"@class\":\"java.lang.Runtime\"}",
            "\"rO0ABXQAAA==\"");

    /** In paths, queries and headers; percent-encoded where it stands so, and raw where not. */
    static final List<String> TEXT = List.of(
            "",
            "%20",
            "%00",
            "a%00b",
            "%0d%0aSet-Cookie:%20a=b",
            "%ff%fe",
            "%c0%ae%c0%ae/",
            "%",
            "%zz",
            "%u0041",
            "%25",
            "%2e%2e",
            "..",
            "../..",
            "..;/..",
            ";a=b",
            ";jsessionid=0",
            "%2F..%2F",
            "//",
            "\\",
            "|",
            "^",
            "{id}",
            "[0]",
            "\"",
            "<a>",
            "%E2%80%AE",
            "%F0%9F%91%A9",
            "%ED%A0%80",
            "退订",
            "0",
            "-1",
            "1e9",
            "2147483648",
            "99999999999999999999",
            "0x10",
            "null",
            "undefined",
            "true",
            "2026-02-30",
            "2026-02-30T00:00:00Z",
            "%2B1000000000-12-31T23:59:59Z",
            "-1000000000-01-01T00:00:00Z",
            "a,b",
            "a&a=b",
            "*",
            "%25%27",
            "$%7B7*7%7D",
            "'%20OR%20'1'='1",
            "FW-00000000-000000",
            "FW-99999999-ZZZZZZ");

    private Poison() {}

    static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    /** Whole bodies that no schema knows. */
    static String body(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> "[".repeat(20_000) + "]".repeat(random.nextInt(20_001));
            case 1 -> "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
            case 2 -> "{\"" + "k".repeat(60_000) + "\":1}";
            case 3 -> "{\"a\":\"" + "x".repeat(1_000_000) + "\"}";
            case 4 -> "{\"a\":" + "9".repeat(20_000) + "}";
            case 5 -> "\ufeff{}";
            case 6 -> "\u0000\u0001\u0002";
            case 7 -> "{}{}";
            case 8 -> "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>";
            default -> "%PDF-1.7 \u202e" + "\n".repeat(1 + random.nextInt(50));
        };
    }
}
