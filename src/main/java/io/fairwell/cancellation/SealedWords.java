package io.fairwell.cancellation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairwell.vault.Owner;
import io.fairwell.vault.Vault;

/**
 * What reviewers write into a case, as it stands in the case's document: sealed with the case's key, because people
 * write about people. Cases without such words never ask for their key.
 */
final class SealedWords {

    private final Vault vault;

    SealedWords(Vault vault) {
        this.vault = vault;
    }

    JsonNode seal(CancellationCase of, JsonNode document) {
        Owner owner = Owner.ofCase(of.tenantId(), of.number().value());
        seal(owner, document.path("refund"), "reason", "cancellation_case.refund.reason");
        seal(owner, document.path("identity"), "note", "cancellation_case.identity.note");
        return document;
    }

    private void seal(Owner owner, JsonNode part, String field, String column) {
        if (part instanceof ObjectNode object && object.path(field).isTextual()) {
            object.put(
                    field, vault.sealer(owner).seal(column, object.path(field).textValue()));
        }
    }

    JsonNode open(JsonNode document) {
        Owner owner = Owner.ofCase(document.path("tenantId").asText(), number(document));
        open(owner, document.path("refund"), "reason", "cancellation_case.refund.reason");
        open(owner, document.path("identity"), "note", "cancellation_case.identity.note");
        return document;
    }

    private void open(Owner owner, JsonNode part, String field, String column) {
        if (part instanceof ObjectNode object && object.path(field).isTextual()) {
            object.put(field, vault.open(owner, column, object.path(field).textValue()));
        }
    }

    private static String number(JsonNode document) {
        JsonNode number = document.path("number");
        return number.isTextual() ? number.asText() : number.path("value").asText();
    }
}
