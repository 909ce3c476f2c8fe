package io.fairwell.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What customers may do about a request that is on its way, and which day it counts from. */
class UndoAndTimeTest extends KindsTest {

    private static Agreement vip() {
        return Agreement.of("vip-term", "Game VIP", "游戏贵族")
                .paid("30.00", "2026-02-27", "2026-03-27")
                .with("points", 300);
    }

    @ParameterizedTest
    @EnumSource
    void withdrawnBeforeTheExecution(Language l) {
        Walk walk = walk(l, vip());
        walk.quote("PERIOD_END").ends("2026-03-27", "TERMS", "HERE").refunds("0.00", "DAYS", "BASE 0.00");
        walk.declare().work().renewal("ON_HOLD").points("FROZEN").on("2026-03-20");

        walk.post("withdrawal")
                .ended("WITHDRAWN")
                .renewal("ON")
                .points("USABLE")
                .stillRuns()
                .nothingPaid();
        walk.timeline("POINTS_FROZEN", "SCHEDULED", "WITHDRAWAL_REQUESTED", "RENEWAL_RESTORED", "WITHDRAWN")
                .mail("WITHDRAWN")
                .says("You have withdrawn your request to cancel Game VIP.", "您已撤销退订游戏贵族的申请。")
                .says("Automatic renewal is on: you will be charged at the next renewal.", "自动续费已开启：下次续费时会照常扣费。")
                .says("You can cancel at any time with a new request.", "您可以随时重新申请退订。");
        walk.wrote("RECEIPT", "SCHEDULED", "WITHDRAWN").conflict("withdrawal");

        Walk next = walk.again();
        next.quote("PERIOD_END").ends("2026-03-27", "TERMS", "HERE");
        next.declare()
                .work()
                .renewal("ON_HOLD")
                .points("FROZEN")
                .on("2026-03-27")
                .points("CLEARED")
                .conflict("withdrawal");
    }

    // On 12 March 14 of 28 days are unused.
    @ParameterizedTest
    @EnumSource
    void anEarlierEndSupersedesTheFirstRequest(Language l) {
        Walk first = walk(l, vip());
        first.quote("PERIOD_END").ends("2026-03-27", "TERMS", "HERE");
        first.declare()
                .work()
                .stands("SCHEDULED", "TIME", "EFFECTIVE_DATE", null)
                .on("2026-03-12");
        Walk second = first.again();
        second.quote("IMMEDIATE").ends("2026-03-12", "TERMS", "HERE").refunds("15.00", "DAYS", "BASE 15.00");

        second.declare()
                .mail("RECEIPT")
                .says("It takes the place of your earlier request " + first.number(), "本申请取代您此前的申请 " + first.number());
        first.ended("WITHDRAWN")
                .timeline("SCHEDULED", "SUPERSEDED", "WITHDRAWN")
                .neverHappened("RENEWAL_RESTORED");
        assertThat(first.get().at("/links/superseded-by").asText())
                .isEqualTo("/api/v1/cancellations/" + second.number());
        first.nothingPaid()
                .points("FROZEN")
                .mail("SUPERSEDED")
                .leadsTo(second.number())
                .says("By the newer request your last day of service is 12 March 2026.", "按新申请，服务的最后一天是2026年3月12日。")
                .says("You need not do anything now.", "您现在无需进行任何操作");
        first.wrote("RECEIPT", "SCHEDULED", "SUPERSEDED");

        second.work().refunded("15.00", "CARD").points("CLEARED").completed("2026-03-12", "RECEIPT", "COMPLETED");
    }

    @ParameterizedTest
    @EnumSource
    void aLaterEndIsRefused(Language l) {
        Walk first = walk(l, vip());
        first.quote("2026-03-20").ends("2026-03-20", "TERMS", "HERE");
        first.declare().work();
        Walk second = first.again();
        second.quote("PERIOD_END").ends("2026-03-27", "TERMS", "HERE");

        JsonNode problem = second.refused(409);

        assertThat(problem.get("type").asText()).isEqualTo("/problems/already-cancelling");
        assertThat(problem.get("openCase").asText()).isEqualTo(first.number());
        Mail.isClean(
                l, problem.get("title").asText() + "\n" + problem.get("detail").asText(), "openCase");
        first.stands("SCHEDULED", "TIME", "EFFECTIVE_DATE", "2026-03-19T16:00:00Z")
                .wrote("RECEIPT", "SCHEDULED");
    }

    // 9 March is the last day of the notice for 16 March.
    @ParameterizedTest
    @EnumSource
    void aLetterCountsFromTheDayItArrived(Language l) {
        Walk walk = walk(
                l, Agreement.of("carrier-monthly", "Mobile 4G", "畅聊手机套餐").paid("58.00", "2026-02-16", "2026-03-16"));
        walk.quote("PERIOD_END")
                .ends("2026-04-16", "TERMS", "HERE")
                .changes("ACCESS_ENDS", "ONE_MORE_CYCLE", "RENEWAL_OFF");
        walk.quote("PERIOD_END", arrived -> arrived.put("declaredOn", "2026-03-09"))
                .ends("2026-03-16", "TERMS", "HERE")
                .changes("ACCESS_ENDS", "RENEWAL_OFF");

        walk.declare()
                .mail("RECEIPT")
                .tells("Counts from", "起算日期", l.date("2026-03-09"))
                .tells("Last day of service", "服务最后一天", l.date("2026-03-15"))
                .saysNothingOf("One more billing period", "还会再收取");
        walk.work()
                .on("2026-03-16")
                .nothingPaid()
                .completed("2026-03-16", "RECEIPT", "SCHEDULED", "EFFECTIVE_REMINDER", "COMPLETED");
    }
}
