package io.fairwell.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.Offer;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.cancellation.SubscriptionDirectory;
import io.fairwell.subscription.DemoPlan.Holder;
import io.fairwell.testing.DatabaseTest;
import io.fairwell.testing.MutableClock;
import io.fairwell.vault.Owner;
import io.fairwell.vault.Vault;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
@Import({SubscriptionStore.class, SubscriptionIntake.class, SubscriptionRows.class, StoredSubscriptionDirectory.class})
class SubscriptionStoreTest {

    private static final CaseNumber CASE = caseNumber(0).orElseThrow();
    private static final CaseNumber OTHER_CASE = caseNumber(1).orElseThrow();
    private static final LocalDate START = LocalDate.of(2026, 3, 1);

    @Autowired
    private Subscriptions subscriptions;

    @Autowired
    private SubscriptionDirectory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Vault vault;

    @Autowired
    private MutableClock clock;

    @Test
    void whatIsPutIsFound() {
        Subscription facts = plan(true).held(holder("sub-1", "cust-1"), START, true, "5.00", null);

        assertThat(subscriptions.put(facts)).isTrue();
        assertThat(subscriptions.put(facts)).isFalse();

        assertThat(subscriptions.get("main", "sub-1")).isEqualTo(facts);
        assertThat(subscriptions.find("other", "sub-1")).isEmpty();
        assertThatThrownBy(() -> subscriptions.get("main", "sub-2")).isInstanceOf(SubscriptionNotFound.class);
    }

    @Test
    void referencesOfTheGatewayAreKeptAndMayBeMissingInWhatWasStoredBefore() {
        put("sub-1", START);
        referenced("sub-1", "pi_1", "sub_1");
        Subscription referenced = subscriptions.get("main", "sub-1");
        assertThat(referenced.paymentReference()).isEqualTo("pi_1");
        assertThat(referenced.mandateReference()).isEqualTo("sub_1");

        subscriptions.put(referenced);
        assertThat(subscriptions.get("main", "sub-1")).isEqualTo(referenced);

        jdbc.sql("UPDATE subscription SET private_facts = NULL").update();
        assertThat(subscriptions.get("main", "sub-1").paymentReference()).isNull();
    }

    @Test
    void whatACaseHasSetStaysWhenUpstreamWrites() {
        put("sub-1", START);
        assertThat(subscriptions.holdRenewal("main", "sub-1", CASE)).isEqualTo(RenewalState.ON_HOLD);
        subscriptions.freezePoints("main", "sub-1", CASE);

        put("sub-1", START);

        Subscription after = subscriptions.get("main", "sub-1");
        assertThat(after.renewal()).isEqualTo(RenewalState.ON_HOLD);
        assertThat(after.pointsState()).isEqualTo(PointsState.FROZEN);
    }

    @Test
    void aHoldIsReleasedOnlyByTheCaseThatHolds() {
        put("sub-1", START);
        subscriptions.holdRenewal("main", "sub-1", CASE);
        subscriptions.holdRenewal("main", "sub-1", OTHER_CASE);

        assertThat(subscriptions.restoreRenewal("main", "sub-1", OTHER_CASE)).isEqualTo(RenewalState.ON_HOLD);
        assertThat(subscriptions.restoreRenewal("main", "sub-1", CASE)).isEqualTo(RenewalState.ON);
        assertThat(subscriptions.restoreRenewal("main", "sub-1", CASE)).isEqualTo(RenewalState.ON);
    }

    @Test
    void aRenewalSwitchedOnDuringACaseIsHeldAsWell() {
        subscriptions.put(plan(false).held(holder("sub-1", "cust-1"), START, true, "0.00", null));
        assertThat(subscriptions.holdRenewal("main", "sub-1", CASE)).isEqualTo(RenewalState.OFF);

        put("sub-1", START);

        assertThat(subscriptions.get("main", "sub-1").renewal()).isEqualTo(RenewalState.ON_HOLD);
    }

    @Test
    void pointsAreFrozenThenClearedOrRestored() {
        put("sub-1", START);
        subscriptions.freezePoints("main", "sub-1", CASE);
        subscriptions.restorePoints("main", "sub-1", OTHER_CASE);
        assertThat(subscriptions.get("main", "sub-1").pointsState()).isEqualTo(PointsState.FROZEN);
        subscriptions.restorePoints("main", "sub-1", CASE);
        assertThat(subscriptions.get("main", "sub-1").pointsState()).isEqualTo(PointsState.USABLE);

        subscriptions.clearPoints("main", "sub-1", CASE);
        subscriptions.freezePoints("main", "sub-1", CASE);

        assertThat(subscriptions.get("main", "sub-1").pointsState()).isEqualTo(PointsState.CLEARED);
        assertThat(subscriptions.get("main", "sub-1").points()).isZero();
    }

    @Test
    void anEndStaysUnlessANewAgreementBegins() {
        LocalDate end = LocalDate.of(2026, 4, 1);
        put("sub-1", START);
        subscriptions.end("main", "sub-1", CASE, end);
        subscriptions.end("main", "sub-1", OTHER_CASE, end.plusDays(9));
        subscriptions.unbindDevices("main", "sub-1", CASE);
        subscriptions.markMandateRevoked("main", "sub-1", CASE);

        put("sub-1", end);
        Subscription ended = subscriptions.get("main", "sub-1");
        assertThat(ended.endedOn()).isEqualTo(end);
        assertThat(ended.renewal()).isEqualTo(RenewalState.OFF);
        assertThat(ended.termStart()).isEqualTo(end);
        assertThat(ended.devices()).isZero();

        put("sub-1", end.plusDays(1));
        Subscription anew = subscriptions.get("main", "sub-1");
        assertThat(anew.isEnded()).isFalse();
        assertThat(anew.renewal()).isEqualTo(RenewalState.ON);
        assertThat(anew.devices()).isEqualTo(3);
    }

    @Test
    void anOfferIsAppliedOncePerCase() {
        put("sub-1", START);
        Offer offer = new Offer(
                Offer.Kind.DISCOUNT, 20, 3, "rule", Offer.State.ACCEPTED, Instant.parse("2026-03-10T09:00:00Z"), null);

        subscriptions.applyOffer("main", "sub-1", CASE, offer);
        subscriptions.applyOffer("main", "sub-1", CASE, offer);

        assertThat(jdbc.sql("SELECT percent FROM subscription_offer")
                        .query(Integer.class)
                        .list())
                .containsExactly(20);
    }

    @Test
    void aChangeToNothingIsRefused() {
        assertThatThrownBy(() -> subscriptions.holdRenewal("main", "none", CASE))
                .isInstanceOf(SubscriptionNotFound.class);
        assertThatThrownBy(() -> subscriptions.end("main", "none", CASE, START))
                .isInstanceOf(SubscriptionNotFound.class);
        assertThatThrownBy(() -> subscriptions.unbindDevices("main", "none", CASE))
                .isInstanceOf(SubscriptionNotFound.class);
    }

    @Test
    void writesOfUpstreamAndOfCasesDoNotLoseEachOther() {
        put("sub-1", START);

        CompletableFuture.allOf(Stream.concat(
                                IntStream.range(0, 20)
                                        .mapToObj(n -> CompletableFuture.runAsync(() -> put("sub-1", START))),
                                Stream.of(
                                        CompletableFuture.runAsync(
                                                () -> subscriptions.holdRenewal("main", "sub-1", CASE)),
                                        CompletableFuture.runAsync(
                                                () -> subscriptions.freezePoints("main", "sub-1", CASE)),
                                        CompletableFuture.runAsync(
                                                () -> subscriptions.unbindDevices("main", "sub-1", CASE))))
                        .toArray(CompletableFuture[]::new))
                .join();

        Subscription after = subscriptions.get("main", "sub-1");
        assertThat(after.renewal()).isEqualTo(RenewalState.ON_HOLD);
        assertThat(after.pointsState()).isEqualTo(PointsState.FROZEN);
        assertThat(after.devices()).isZero();
    }

    @Test
    void cardsAreMatchedOnTheirVisibleDigits() {
        subscriptions.put(plan(true).held(holder("sub-1", "622588XXXXXX1234"), START, true, "0.00", null));
        subscriptions.put(plan(true).held(holder("sub-2", "cust-2"), START, true, "0.00", "6225880000005678"));

        assertThat(subscriptions.get("main", "sub-2").cardMask()).isEqualTo("622588XXXXXX5678");
        for (String asked : List.of("622588XXXXXX1234", "622588******1234", "6225 8812 3456 1234", "6225****1234")) {
            assertThat(subscriptions.findByCard("main", asked, "plan"))
                    .map(Subscription::id)
                    .contains("sub-1");
        }
        for (String asked : List.of("622588XXXXXX9999", "1234", "", "400000XXXXXX1234", "**** 1234")) {
            assertThat(subscriptions.findByCard("main", asked, "plan")).isEmpty();
        }
        assertThat(subscriptions.findByCard("main", "622588XXXXXX1234", "other"))
                .isEmpty();
        assertThat(subscriptions.findByCard("other", "622588XXXXXX1234", "plan"))
                .isEmpty();
    }

    @Test
    void aSearchIsByCustomerAndWordsInPages() {
        IntStream.rangeClosed(1, 5).forEach(n -> put("sub-" + n, START.plusDays(n)));

        assertThat(ids(new SubscriptionSearch("main", "cust-1", null, "-termEnd", 2, 0)))
                .containsExactly("sub-5", "sub-4");
        assertThat(ids(new SubscriptionSearch("main", null, "会员", "id", 10, 3))).containsExactly("sub-4", "sub-5");
        assertThat(ids(new SubscriptionSearch("main", null, "PLUS", "planId", 10, 0)))
                .hasSize(5);
        assertThat(ids(new SubscriptionSearch("main", null, "zh-CN", "id", 10, 0)))
                .isEmpty();
        assertThat(ids(new SubscriptionSearch("main", null, "%", "id; DROP", 10, 0)))
                .isEmpty();
        assertThat(ids(new SubscriptionSearch("other", null, null, "id", 10, 0)))
                .isEmpty();
    }

    @Test
    void theDirectoryNamesTheOneStillRunning() {
        put("sub-1", START);
        put("sub-2", START);
        assertThat(directory.find("main", "cust-1", "plan")).isEmpty();

        subscriptions.end("main", "sub-1", CASE, START);
        assertThat(directory.find("main", "cust-1", "plan").orElseThrow().subscriptionId())
                .isEqualTo("sub-2");

        subscriptions.end("main", "sub-2", CASE, START.plusDays(1));
        assertThat(directory.find("main", "cust-1", "plan").orElseThrow().subscriptionId())
                .isEqualTo("sub-2");
        assertThat(directory.find("main", "cust-1", "another")).isEmpty();
    }

    @Test
    void theDemoFillsGapsAndOverwritesNothing() {
        DemoSubscriptions demo = new DemoSubscriptions(subscriptions, clock);
        demo.afterSingletonsInstantiated();
        Subscription before = subscriptions.get("main", "sub-retail-annual-1");
        subscriptions.end("main", "sub-poison-1", CASE, START);

        clock.plus(Duration.ofDays(3));
        demo.afterSingletonsInstantiated();

        assertThat(subscriptions.get("main", "sub-retail-annual-1")).isEqualTo(before);
        assertThat(subscriptions.get("main", "sub-poison-1").isEnded()).isTrue();
        List<Subscription> all = subscriptions.search(new SubscriptionSearch("main", null, null, "id", 100, 0));
        assertThat(all).hasSize(43);
        assertThat(all).extracting(one -> one.contact().email()).doesNotHaveDuplicates();
        assertThat(all).extracting(Subscription::terms).containsAll(profiles());
        assertThat(directory.find("main", "13800138000", "2017_4G_FLY_PLAN")).isPresent();
        assertThat(directory.find("main", "your_pin_here", "2017_PLUS")).isPresent();
        assertThat(subscriptions.findByCard("main", "622588XXXXXX1234", "2017_REWARD_PLAN"))
                .isPresent();
    }

    private static List<String> profiles() {
        return List.of("carrier-monthly", "bank-points", "lifetime", "enterprise-seats", "wealth-plan", "vip-term");
    }

    private void referenced(String id, String payment, String mandate) {
        String apart = "{\"paymentReference\":\"" + payment + "\",\"mandateReference\":\"" + mandate + "\"}";
        jdbc.sql("UPDATE subscription SET private_facts = ? WHERE id = ?")
                .params(vault.sealer(Owner.ofCustomer("main", "cust-1")).seal("subscription.private_facts", apart), id)
                .update();
    }

    private void put(String id, LocalDate termStart) {
        subscriptions.put(plan(true).held(holder(id, "cust-1"), termStart, true, "0.00", null));
    }

    private List<String> ids(SubscriptionSearch search) {
        return subscriptions.search(search).stream().map(Subscription::id).toList();
    }

    private static Holder holder(String id, String customerId) {
        Contact contact = new Contact("a@example.org", "+8613800138000", "李明");
        return new Holder(id, customerId, "plan", contact, "CN", ZoneId.of("Asia/Shanghai"));
    }

    private static DemoPlan plan(boolean renews) {
        return new DemoPlan(
                "vip-term",
                "Shop Plus",
                "购物会员",
                Channel.DIRECT,
                PaymentRoute.WALLET,
                renews,
                Period.ofMonths(1),
                Money.parse("CNY 30.00"),
                1200,
                2,
                3,
                2);
    }

    /** The check character is the business of the core: the one of 31 that it takes is tried out. */
    private static Optional<CaseNumber> caseNumber(int variant) {
        return "123456789ABCDEFGHJKMNPQRSTVWXYZ"
                .chars()
                .mapToObj(c -> "FW-20261120-AAAA" + (char) ('A' + variant) + (char) c)
                .flatMap(text -> CaseNumber.parse(text).stream())
                .findFirst();
    }
}
