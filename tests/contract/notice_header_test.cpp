// Goal: a notice's signature reaches its route as it was sent, and only where it was sent. Method:
// raw requests to an HTTPS server whose handler reads the notice.
#include <gtest/gtest.h>

#include "core/payment/signature.h"
#include "core/protocol/codec.h"
#include "core/service/payment_notice.h"
#include "platform/http/server.h"
#include "platform/openssl/keyed_hash.h"
#include "tests/fakes/store_facts.h"
#include "tests/fakes/tls_client.h"
#include "tests/fakes/tls_house.h"

namespace lobby::tests {
namespace {

std::string request_with(const std::string& header, const std::string& body) {
  return "POST /v1/payments/notice HTTP/1.1\r\nHost: localhost\r\n" + header +
         "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

TEST(NoticeHeader, reaches_the_route_as_it_was_sent) {
  const TlsHouse house;
  openssl::KeyedHash secret("example-notice-secret");
  const UtcTime now = time_now();
  const auto server =
      http::Server::start(house.server_options(), [&](const port::Request& request) {
        port::Response response;
        const auto notice =
            service::read_payment_notice(request.notice_signature, request.body, secret, now);
        response.status = notice ? 200 : 400;
        response.body = notice ? notice->event : std::string(name_of(notice.error().code));
        return port::Answer(response);
      }).value();
  protocol::PaymentNotice notice{"ev-1", now, {id_of<payment::PaymentId>(7), {}, ""}};
  const std::string body = to_json(notice);
  const std::string signature = service::sign_payment_notice(body, secret, now);
  const auto answer = [&](const std::string& header) {
    TlsClient client(server->port());
    EXPECT_TRUE(client.send(request_with(header, body)));
    const std::string response = client.receive_response();
    return response.substr(response.find("\r\n\r\n") + 4);
  };
  EXPECT_EQ(answer(std::string(payment::signature_header) + ": " + signature + "\r\n"), "ev-1");
  EXPECT_EQ(answer("lobby-signature: " + signature + "\r\n"), "ev-1");
  EXPECT_EQ(answer(""), "malformed");
  EXPECT_EQ(answer("Lobby-Signature: " + signature.substr(0, 20) + "\r\n"), "malformed");
}

}  // namespace
}  // namespace lobby::tests
