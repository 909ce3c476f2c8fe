package io.fairwell.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairwell.subscription.Subscription;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Takes over many subscriptions at once: the good lines are kept, the bad ones reported. */
@Component
class SubscriptionImport {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv");
    private static final MediaType NDJSON = MediaType.parseMediaType("application/x-ndjson");
    private static final int LARGEST = 8 * 1024 * 1024;
    private static final int MOST_LINES = 20_000;
    private static final int MOST_PROBLEMS = 1000;

    private final SubscriptionReader reader;
    private final SubscriptionWrites writes;
    private final ApiTexts texts;

    SubscriptionImport(SubscriptionReader reader, SubscriptionWrites writes, ApiTexts texts) {
        this.reader = reader;
        this.writes = writes;
        this.texts = texts;
    }

    /** One line of the file. @param read throws ApiProblem where the line cannot be understood */
    record Line(int number, java.util.function.Supplier<JsonNode> read) {}

    /** @throws ApiProblem when the file as a whole is too large, of another kind, or not UTF-8 */
    ImportReport run(HttpServletRequest request, String tenantId) {
        MediaType type = Bodies.requireType(request, List.of(CSV, NDJSON));
        String text = utf8(Bodies.bytes(request, LARGEST));
        List<Line> lines = type == CSV ? SubscriptionCsv.lines(text) : ndjson(text);
        if (lines.size() > MOST_LINES) {
            throw new ApiProblem(ProblemType.TOO_LARGE);
        }
        Locale locale = Languages.of(request);
        KnownTerms known = reader.known();
        int created = 0;
        int updated = 0;
        List<ImportReport.BadLine> bad = new ArrayList<>();
        for (Line line : lines) {
            try {
                if (put(line, tenantId, known)) {
                    created++;
                } else {
                    updated++;
                }
            } catch (ApiProblem problem) {
                bad.add(new ImportReport.BadLine(line.number(), errors(problem, locale)));
            }
        }
        return new ImportReport(
                lines.size(),
                created,
                updated,
                bad.size(),
                bad.stream().limit(MOST_PROBLEMS).toList());
    }

    private boolean put(Line line, String tenantId, KnownTerms known) {
        Fields fields = Fields.of(line.read().get(), new Faults()).need("id");
        String id = fields.id("id");
        Subscription facts = reader.read(fields, tenantId, id == null ? "" : id, known);
        return writes.put(facts);
    }

    private List<Problem.Error> errors(ApiProblem problem, Locale locale) {
        if (problem.faults().isEmpty()) {
            String slug = problem.type().slug();
            return List.of(new Problem.Error("", slug, texts.get(locale, "problem." + slug + ".detail")));
        }
        return problem.faults().stream()
                .map(fault -> new Problem.Error(fault.pointer(), Slugs.of(fault.fault()), texts.fault(locale, fault)))
                .toList();
    }

    private static List<Line> ndjson(String text) {
        List<Line> lines = new ArrayList<>();
        String[] all = text.split("\n", -1);
        for (int i = 0; i < all.length; i++) {
            byte[] json = all[i].strip().getBytes(StandardCharsets.UTF_8);
            if (json.length > 0) {
                lines.add(new Line(i + 1, () -> StrictJson.parse(json)));
            }
        }
        return lines;
    }

    private static String utf8(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            // Spreadsheets put a byte order mark in front.
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ApiProblem(ProblemType.MALFORMED_REQUEST);
        }
    }
}
