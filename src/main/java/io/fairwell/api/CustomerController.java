package io.fairwell.api;

import io.fairwell.privacy.Erasures;
import io.fairwell.privacy.Export;
import io.fairwell.privacy.Exports;
import io.fairwell.security.Caller;
import io.fairwell.security.CurrentCaller;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * What a customer may ask of whoever holds their data. Erasing what is erased changes nothing and answers with the same
 * certificate, so it needs no idempotency key.
 */
@RestController
@RequestMapping("/api/v1/customers/{customerId}")
class CustomerController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Erasures erasures;
    private final Exports exports;
    private final UseCases useCases;
    private final CurrentCaller currentCaller;

    CustomerController(Erasures erasures, Exports exports, UseCases useCases, CurrentCaller currentCaller) {
        this.erasures = erasures;
        this.exports = exports;
        this.useCases = useCases;
        this.currentCaller = currentCaller;
    }

    record Certificates(List<CertificateView> items) {}

    @PostMapping(path = "/erasure", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CertificateView> erase(@PathVariable String customerId, HttpServletRequest request) {
        Faults faults = new Faults();
        Fields.of(Bodies.optionalFields(request), faults).rejectOthers();
        faults.throwIfAny();
        Caller caller = currentCaller.get();
        Erasures.Outcome outcome = useCases.run(() -> erasures.erase(caller.tenantId(), customerId, caller.clientId()));
        CertificateView view = CertificateView.of(outcome.certificate());
        return outcome.isNew()
                ? ResponseEntity.created(list(customerId))
                        .cacheControl(CacheControl.noStore())
                        .body(view)
                : ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(view);
    }

    private static URI list(String customerId) {
        return URI.create(
                "/api/v1/customers/" + UriUtils.encodePathSegment(customerId, StandardCharsets.UTF_8) + "/erasures");
    }

    @GetMapping(path = "/erasures", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Certificates> certificates(@PathVariable String customerId) {
        String tenant = currentCaller.get().tenantId();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Certificates(erasures.list(tenant, customerId).stream()
                        .map(CertificateView::of)
                        .toList()));
    }

    @GetMapping(path = "/export", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ExportView> json(@PathVariable String customerId) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(ExportView.of(export(customerId)));
    }

    @GetMapping(path = "/export", produces = "text/csv")
    ResponseEntity<byte[]> csv(@PathVariable String customerId) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=export.csv")
                .body(ExportCsv.of(export(customerId)).getBytes(StandardCharsets.UTF_8));
    }

    private Export export(String customerId) {
        Caller caller = currentCaller.get();
        return useCases.run(() -> exports.of(caller.tenantId(), customerId, caller.clientId()));
    }
}
