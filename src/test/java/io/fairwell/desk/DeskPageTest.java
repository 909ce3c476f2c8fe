package io.fairwell.desk;

import static io.fairwell.desk.Samples.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import io.fairwell.cancellation.Awaiting;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.security.NoTenant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DeskPageTest extends PageTest {

    private static CaseList.Page one(boolean more) {
        return new CaseList.Page(
                List.of(Samples.at(CaseStatus.IN_REVIEW)
                        .awaiting(Awaiting.Who.SUPPORT, Awaiting.What.REVIEW_REFUND)
                        .done()),
                more);
    }

    @Test
    void listsOpenCases() throws Exception {
        when(list.open("main", 0)).thenReturn(one(true));
        assertThat(page("list-en", 200, get("/desk")))
                .contains(NUMBER.value(), "In review", "Support: review refund", "3 days", "cust-7", "/desk?page=2")
                .doesNotContain("rel=\"prev\"");
        assertThat(page("list-zh", 200, get("/desk").header("Accept-Language", "zh-CN")))
                .contains("未结工单", "客服：审核退款");
    }

    @Test
    void turnsPages() throws Exception {
        when(list.open("main", 1)).thenReturn(one(false));
        assertThat(page("list-2", 200, get("/desk").param("page", "2")))
                .contains("rel=\"prev\"")
                .doesNotContain("rel=\"next\"");
    }

    @Test
    void aWholeNumberLeadsToItsCase() throws Exception {
        given(Samples.at(CaseStatus.IN_REVIEW).done());
        mvc.perform(get("/desk").param("q", " " + NUMBER.value().toLowerCase(Locale.ROOT)))
                .andExpect(redirectedUrl("/desk/cases/" + NUMBER));
    }

    @Test
    void saysThatNothingWasFoundAndEscapesWhatWasAskedFor() throws Exception {
        when(list.matching("main", "<script>", 0)).thenReturn(new CaseList.Page(List.of(), false));
        assertThat(page("list-nothing", 200, get("/desk").param("q", "<script>").param("page", "nonsense")))
                .contains("No case, customer or subscription", "&lt;script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void whoBelongsToNoTenantIsToldSo() throws Exception {
        when(person.tenantId()).thenThrow(mock(NoTenant.class));
        assertThat(page("no-tenant-en", 403, get("/desk"))).contains("You belong to no tenant");
        assertThat(page("no-tenant-zh", 403, get("/desk").header("Accept-Language", "zh-CN")))
                .contains("未分配租户");
        assertThat(page("no-tenant-case", 403, get("/desk/cases/" + NUMBER))).contains("You belong to no tenant");
    }
}
