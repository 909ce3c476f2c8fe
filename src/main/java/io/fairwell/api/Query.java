package io.fairwell.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;

/** Query parameters, read like the fields of an object; every value is a text. */
final class Query {

    private Query() {}

    static Fields of(HttpServletRequest request, Faults faults) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        request.getParameterMap().forEach((name, values) -> {
            object.put(name, values[0]);
            if (values.length > 1) {
                faults.add("/" + name.replace("~", "~0").replace("/", "~1"), Fault.GIVEN_TWICE);
            }
        });
        return Fields.of(object, faults);
    }

    static int number(Fields query, String name, int otherwise, int least, int most) {
        String text = query.words(name, Fields.ID_LENGTH);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("\\d{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        query.faults().add(query.at(name), Fault.OUT_OF_RANGE, Integer.toString(least), Integer.toString(most));
        return otherwise;
    }
}
