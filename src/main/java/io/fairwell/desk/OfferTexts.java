package io.fairwell.desk;

import io.fairwell.cancellation.Offer;

/** A retention offer in words. */
final class OfferTexts {

    private OfferTexts() {}

    static String what(Offer offer, Words words) {
        return words.text("offer." + offer.kind(), offer.percent(), offer.cycles());
    }
}
