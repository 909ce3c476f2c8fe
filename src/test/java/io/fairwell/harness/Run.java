package io.fairwell.harness;

import io.fairwell.harness.PlannedCase.Kind;
import io.fairwell.testing.gateway.Entry;
import io.fairwell.testing.gateway.StubGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a plan against a cluster of its own: load and faults together, healing, and the comparison. */
final class Run implements AutoCloseable {

    /** Before the names of the gateway's faults. */
    static final String GATEWAY = "gateway ";

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);
    private static final int IMPORT_CHUNK = 500;
    private static final int STORIES = 5;
    private static final int LAST_LINES = 20;
    /** Of a letter that is being sent, and a little more. */
    private static final int LEASE_SECONDS = 130;

    private static final int LOOKS_EVERY_MS = 500;

    /** Which node made a refund SENT: nothing of the product says so. */
    private static final String SENT_BY = """
            CREATE TABLE harness_sent (case_number text, node text);
            CREATE FUNCTION harness_sent() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO harness_sent VALUES (NEW.case_number, current_setting('application_name'));
                RETURN NULL;
            END $$;
            CREATE TRIGGER harness_sent AFTER UPDATE ON refund_intent
                FOR EACH ROW WHEN (NEW.state = 'SENT') EXECUTE FUNCTION harness_sent();
            """;

    private final Size size;
    private final Plan plan;
    private final Path folder;
    private final History history;
    private final Cluster cluster;
    private final Recovery recovery;
    private final Nemesis nemesis;
    private final Upstream upstream;
    private final Withdrawals withdrawals;
    private final Decisions decisions;
    private final Scenes scenes;
    private final GatewayFaults gatewayFaults;
    private final List<PlannedCase> known = new ArrayList<>();
    private final Map<String, String> figures = new LinkedHashMap<>();

    Run(Size size) throws InterruptedException {
        this.size = size;
        plan = Plan.of(size);
        folder = Path.of("target", "harness").toAbsolutePath();
        history = new History(folder.resolve("history.log"));
        LOG.info("reliability run with -Dfairwell.seed={}", size.seed());
        history.add("run", size.toString());
        Instant begin = Instant.now();
        cluster = new Cluster(size, folder, history);
        figures.put("cluster ready after", seconds(begin));
        recovery = new Recovery(cluster.tables(), history);
        nemesis = new Nemesis(cluster, size, history, recovery);
        upstream = new Upstream(cluster.addresses(), cluster.node(0).api().token(), history);
        withdrawals = new Withdrawals(upstream, size.mix().replayedOneIn());
        gatewayFaults = new GatewayFaults(cluster.gateway(), withdrawals::paid);
        decisions = new Decisions(cluster.tables(), cluster.addresses(), history);
        scenes = new Scenes(cluster, size, upstream, nemesis, history);
    }

    /** Everything that is planned, and then healing. */
    void work() throws InterruptedException, ExecutionException {
        cluster.tables().change(SENT_BY);
        importAgreements(plan.cases());
        importAgreements(Scenes.cases());
        gatewayFaults.plan(plan.cases());
        Load load = new Load(plan, upstream, withdrawals, decisions);
        ExecutorService others = Executors.newCachedThreadPool();
        Instant begin = Instant.now();
        List<Future<?>> all = List.of(
                others.submit(() -> {
                    nemesis.run(plan.acts(), load::declared);
                    return null;
                }),
                others.submit(() -> {
                    scenes.frozenInTheCall();
                    scenes.sameKeyEverywhere();
                    return null;
                }));
        others.shutdown();
        load.run(nemesis::isBehind);
        for (Future<?> one : all) {
            one.get();
        }
        figures.put("load took", seconds(begin));
        MakeUp makeUp = new MakeUp(size, upstream, gatewayFaults, this::importAgreements);
        figures.put("cases added for faults", Integer.toString(makeUp.run(plan)));
        if (size.codePoints()) {
            scenes.killedAtEachCodePoint();
        }
        heal();
    }

    private void importAgreements(List<PlannedCase> all) {
        IntStream.range(0, (all.size() + IMPORT_CHUNK - 1) / IMPORT_CHUNK)
                .parallel()
                .forEach(chunk -> {
                    String lines = all.stream()
                            .skip((long) chunk * IMPORT_CHUNK)
                            .limit(IMPORT_CHUNK)
                            .map(PlannedCase::agreement)
                            .collect(Collectors.joining("\n"));
                    upstream.importAgreements(lines, chunk);
                });
        known.addAll(all);
    }

    private void heal() throws InterruptedException {
        Instant begin = Instant.now();
        nemesis.heal();
        history.add("run", "healing");
        upstream.repeatEverything(size.clients()); // what dead nodes had in hand waits for the end of its lock anyway
        Instant end = Instant.now().plus(size.patience());
        List<String> unfinished = unfinished();
        while (Instant.now().isBefore(end) && !unfinished.isEmpty()) {
            Thread.sleep(LOOKS_EVERY_MS);
            unfinished = unfinished();
        }
        figures.put("healing took", seconds(begin));
        history.add("run", "healed, unfinished: " + unfinished);
    }

    /** What is still under way: jobs that are due, refunds whose outcome is unknown, letters to be sent. */
    private List<String> unfinished() {
        Tables tables = cluster.tables();
        // What is further away than a lease can be waits for its next attempt; the mail server is well again.
        tables.change("UPDATE outbox_message SET next_attempt_at = now() WHERE status = 'PENDING'"
                + " AND next_attempt_at > now() + interval '" + (size.leases() ? LEASE_SECONDS : 15) + " s'");
        List<String> unfinished = new ArrayList<>(recovery.open());
        unfinished.addAll(tables.list(
                "SELECT coalesce(process_def_key_, '') || ' ' || type_ || ' ' || coalesce(handler_cfg_, '') || ' ' || id_"
                        + " FROM act_ru_job WHERE retries_ > 0"
                        + " AND (duedate_ IS NULL OR duedate_ < now() AT TIME ZONE 'UTC' + interval '10 min')",
                row -> row.getString(1)));
        unfinished.addAll(tables.list(
                "SELECT 'refund of ' || case_number || ' ' || state FROM refund_intent"
                        + " WHERE state IN ('NEW', 'SENT', 'UNKNOWN')",
                row -> row.getString(1)));
        unfinished.addAll(tables.list(
                "SELECT 'letter of ' || case_number || ' ' || kind FROM outbox_message WHERE status = 'PENDING'",
                row -> row.getString(1)));
        return unfinished;
    }

    /** What the four sources say now. */
    Evidence evidence() {
        Tables tables = cluster.tables();
        List<Told> told = new ArrayList<>(upstream.told());
        told.addAll(decisions.told());
        return new Evidence(
                told,
                tables.cases(),
                tables.intents(),
                tables.lines(),
                payments(),
                cluster.mail().letters(),
                tables.outbox(),
                tables.brokenJobs());
    }

    /** From the file, as somebody would who looks into it after the gateway has gone. */
    private List<Evidence.Payment> payments() {
        return StubGateway.read(folder.resolve("gateway.journal")).stream()
                .filter(entry -> entry.kind() == Entry.Kind.ACCEPTED)
                .map(entry -> new Evidence.Payment(
                        entry.key(), String.valueOf(entry.caseNumber()), Tables.minor(String.valueOf(entry.amount()))))
                .toList();
    }

    /** Everything that must not be. */
    List<Finding> findings(Evidence evidence) {
        List<Finding> findings = new ArrayList<>(Checker.check(evidence));
        findings.addAll(upstream.bugs());
        findings.addAll(nemesis.endedByThemselves());
        findings.addAll(OutcomeCheck.check(known, evidence));
        return findings;
    }

    Report report(List<Finding> findings) {
        Map<String, Integer> faults = new TreeMap<>();
        nemesis.done().forEach((act, times) -> faults.put(act.name(), times));
        gatewayFaults.happened().forEach((fault, times) -> faults.put(GATEWAY + fault, times));
        faults.put("letters refused", cluster.mail().refused());
        figures.put("keys", Integer.toString(upstream.keys()));
        figures.put("requests with a key", Integer.toString(upstream.requests()));
        races();
        figures.put("calls repeated that had been carried out", Long.toString(gatewayFaults.repeated()));
        figures.put("letters", Integer.toString(cluster.mail().letters().size()));
        return new Report(size.seed(), known.size(), faults, figures, findings, recovery.times());
    }

    private void races() {
        Set<String> atOnce = plan.subscriptions(Kind.AT_ONCE);
        Map<Boolean, Long> withdrawals = upstream.withdrawalsAnswered().stream()
                .collect(Collectors.partitioningBy(atOnce::contains, Collectors.counting()));
        long won = upstream.withdrawn().stream().filter(atOnce::contains).count();
        figures.put("races against the execution", Long.toString(withdrawals.get(true)));
        figures.put("won by the withdrawal", Long.toString(won));
        figures.put("other withdrawals", Long.toString(withdrawals.get(false)));
        figures.put("tasks decided by one of two agents", Integer.toString(decisions.count()));
    }

    /** What was found, what was done to the first few cases concerned, and how the nodes' logs end. */
    String story(List<Finding> findings, Evidence evidence) {
        StringBuilder story = new StringBuilder("again with -Dfairwell.seed=" + size.seed() + "\n");
        findings.forEach(finding -> story.append(finding).append('\n'));
        findings.stream()
                .map(finding -> subscription(finding.about(), evidence))
                .distinct()
                .limit(STORIES)
                .forEach(subscription -> story.append("\n")
                        .append(String.join("\n", history.of(subscription)))
                        .append('\n'));
        for (int i = 0; i < cluster.size(); i++) {
            List<String> log = cluster.node(i).log().lines().toList();
            story.append("\n").append(Cluster.nodeName(i)).append(" ends with\n");
            log.stream()
                    .skip(Math.max(0, log.size() - LAST_LINES))
                    .forEach(line -> story.append(line).append('\n'));
        }
        return story.toString();
    }

    private static String subscription(String about, Evidence evidence) {
        return evidence.cases().stream()
                .filter(c -> about.contains(c.number()))
                .map(Evidence.Case::subscription)
                .findFirst()
                .orElse(about);
    }

    /**
     * That all is well is worth something only if the same comparison finds what is not: money that the gateway really
     * moves a second time, with a key of its own, and a case that is really gone from our tables.
     */
    void requirePlantedErrorsAreFound() {
        Evidence before = evidence();
        Evidence.Payment paid = before.payments().get(0);
        PlantedRefund.of(paid, cluster.gateway().url(), Cluster.SECRET);
        require(Finding.Kind.DOUBLED, paid.caseNumber());
        String lost = before.cases().stream()
                .filter(c ->
                        before.payments().stream().noneMatch(p -> p.caseNumber().equals(c.number())))
                .findFirst()
                .orElseThrow()
                .subscription();
        cluster.tables()
                .change("ALTER TABLE cancellation_case DISABLE TRIGGER ALL;"
                        + " DELETE FROM cancellation_case WHERE subscription_id = '" + lost + "'");
        require(Finding.Kind.LOST, lost);
    }

    private void require(Finding.Kind kind, String about) {
        if (findings(evidence()).stream()
                .noneMatch(finding -> finding.kind() == kind && finding.about().equals(about))) {
            throw new AssertionError("the checker did not find that " + about + " is " + kind);
        }
    }

    private static String seconds(Instant begin) {
        return Duration.between(begin, Instant.now()).toSeconds() + " s";
    }

    @Override
    public void close() {
        cluster.keepLogs();
        nemesis.close();
        recovery.close();
        cluster.close();
        history.close();
    }
}
