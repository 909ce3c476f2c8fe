package io.fairwell.desk;

/** What a customer sent cannot be used as it is; they are told why beside the form they sent. */
final class FormRefused extends RuntimeException {

    /** The forms on the customer's page that can be filled in wrongly. */
    enum Form {
        CODE,
        INFORMATION,
        OFFER,
        DISPUTE
    }

    private final Form form;
    private final String why;

    /** @param why key of the words the customer is told */
    FormRefused(Form form, String why) {
        super(why);
        this.form = form;
        this.why = why;
    }

    Form form() {
        return form;
    }

    String why() {
        return why;
    }
}
