package io.fairwell.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.CaseFiles;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class DocumentsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nSet-Cookie: a=b",
                "x\"; filename=\"evil.html",
                "x\\\"; filename*=UTF-8''evil.html",
                "x\u0000\u007f\u202e.pdf",
                "票据 \"二\".pdf"
            })
    void aNameCannotEndTheHeader(String name) {
        var document = new CaseFiles.Document(name, "application/pdf", new byte[0]);

        String header = Objects.requireNonNull(
                Documents.download(document).getHeaders().getFirst(HttpHeaders.CONTENT_DISPOSITION));

        assertThat(header)
                .matches("attachment; filename=\"=\\?UTF-8\\?Q\\?[!-~&&[^\"]]*\\?=\"; filename\\*=UTF-8''[\\w%.~-]*");
    }
}
