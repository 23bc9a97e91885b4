// The server's routes: each turns one request into one answer.
//   POST /v1/enrol        one-time code -> certificate; needs none
//   POST /v1/operations   a batch of operations -> a reply for each
//   POST /v1/epoch        a device whose epoch is closed takes the next one
//   POST /v1/renew        a new certificate for an enrolled device; also with one that has ended
//   POST /v1/balances     after a restore: what a device holds
//   GET  /v1/feed?cursor=N&wait_ms=M   a page of the feed; waits at most 25 s for news
//   GET  /v1/health       alive, and on which data; needs no certificate
//   GET  /v1/ca           the authority's certificate; needs none
//   GET  /v1/seal         what guests' details are sealed to now; needs none
//   POST /v1/payment-notices   what a payment gateway tells; signed, needs no certificate
//   GET  /T/<ticket>      the guest's page behind the QR code; needs none
// Several threads at a time.
#pragma once

#include <string>

#include "app/server/routes/context.h"
#include "core/port/http.h"

namespace lobby::server {

inline constexpr Duration feed_wait_max = Duration::seconds(25);

// 404 for an unknown path, 405 for an unknown method, else the route's own answer.
port::Answer route(const Context& context, const port::Request& request);

// Tells the operator of an answer for which the server itself is to blame (5xx).
void log_fault(const Context& context, const std::string& path, const port::Response& response);

port::Response enrol(const Context& context, const port::Request& request);
port::Response renew(const Context& context, const port::Request& request);
port::Response take_operations(const Context& context, const port::Request& request);
port::Response take_balances(const Context& context, const port::Request& request);
port::Response take_epoch(const Context& context, const port::Request& request);
port::Answer read_feed(const Context& context, const port::Request& request);
port::Response take_payment_notice(const Context& context, const port::Request& request);
port::Response health(const Context& context, const port::Request& request);
port::Response authority(const Context& context, const port::Request& request);
port::Response seal(const Context& context, const port::Request& request);
port::Response ticket_page(const Context& context, const port::Request& request);

}  // namespace lobby::server
