/**
 * What people see and do in a browser, tried in one: the packaged application with its demo data on one side, Chromium
 * on the other, nothing in between. Letters are read in the demo's mailbox, as somebody trying out the demo would.
 */
@org.jspecify.annotations.NullMarked
package io.fairwell.browser;
