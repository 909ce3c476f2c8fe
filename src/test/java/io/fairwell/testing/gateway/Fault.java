package io.fairwell.testing.gateway;

/** How the stub may misbehave. What it does to a write is booked in its journal either way. */
public enum Fault {
    /** The connection is reset before anything is done. */
    RESET,
    /** Done, and the connection is reset instead of an answer. */
    APPLIED_THEN_RESET,
    /** Not done until {@link StubGateway#slowness} is over, or later: the caller may have gone by then. */
    SLOW,
    /** Done, and answered after {@link StubGateway#slowness}. */
    APPLIED_THEN_SLOW,
    /** 503, and nothing was done. */
    ERROR,
    /** 500, and yet it was done. */
    APPLIED_THEN_ERROR,
    /** 429, and nothing was done. */
    TOO_MANY_REQUESTS,
    /** Done, and answered 200 with a page of HTML. */
    GARBAGE,
    /** Answered 200 with a page of HTML by something on the way; nothing was done. */
    GARBAGE_INSTEAD,
    /** Done, and answered with something that is not HTTP. */
    NOT_HTTP,
    /** Done; the connection ends in the middle of the answer. */
    TRUNCATED,
    /** Done; the answer comes a byte at a time and never gets to its end. */
    DRIBBLE,
    /** Done; the answer is larger than anything sensible. */
    HUGE,
    /** 307 to an address where the same would be done again. */
    REDIRECT,
    /** 404 as a proxy says it when the gateway behind it is away; nothing was done. */
    PROXY_404,
    /** 401, as with a wrong secret; nothing was done. */
    UNAUTHORIZED,
    /** The same key is being worked on: 409 at Stripe, 425 elsewhere; nothing was done. */
    CONFLICT,
    /** 502 without a body; nothing was done. */
    EMPTY,
    /** 422; nothing was done. */
    UNPROCESSABLE,
    /** Takes the request and refuses to pay. */
    DECLINE,
    /** Accepts; the money comes back instead of arriving. */
    RETURNED,
    /** Accepts; the money never arrives. */
    NEVER_SETTLES,
    /** Says everything twice when it calls back. */
    CALLBACK_TWICE,
    /** Calls back after {@link StubGateway#slowness}. */
    CALLBACK_DELAYED,
    /** Calls back while its caller still waits for the answer. */
    CALLBACK_BEFORE_ANSWER,
    /** Never calls back. */
    CALLBACK_LOST
}
