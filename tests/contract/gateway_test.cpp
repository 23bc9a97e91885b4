// Goal: the gateway adapter tells refused for good from unknown, repeats cost nothing, and nobody
// but the gateway it was set up with hears the secret. Method: the sandbox's faults one by one, a
// table of answers no gateway should give, and an HTTPS server of another authority.
#include "platform/curl/gateway.h"

#include <gtest/gtest.h>

#include "core/protocol/codec.h"
#include "tests/fakes/sandbox_gateway.h"
#include "tests/fakes/store_facts.h"
#include "tests/fakes/tls_house.h"

namespace lobby::tests {
namespace gateway_test {

using payment::News;
using payment::PaymentId;

const PaymentId key = id_of<PaymentId>(7);
const Money price{12'800, {}};

protocol::IntentRequest wish() {
  return {key, price, "Yunting, 2 nights", {1'796'000'900'000}};
}

std::unique_ptr<curl::Gateway> opened(const curl::GatewayOptions& options) {
  return curl::Gateway::open(options).value();
}

class GatewayTest : public testing::Test {
 protected:
  SandboxGateway sandbox_;
  std::unique_ptr<curl::Gateway> gateway_ = opened(sandbox_.client_options());
};

TEST_F(GatewayTest, an_intent_is_made_paid_and_refunded) {
  const payment::Intent intent = gateway_->create_intent(wish()).value();
  EXPECT_EQ(intent, (payment::Intent{"pi-1", "HTTPS://PAY.EXAMPLE/pi-1"}));
  EXPECT_EQ(gateway_->ask(key)->news, News::pending);
  ASSERT_TRUE(sandbox_.ledger().pay(key));
  const payment::Outcome paid = gateway_->ask(key).value();
  EXPECT_EQ(paid, (payment::Outcome{News::paid, "pi-1", price, "", {}}));
  EXPECT_EQ(gateway_->cancel(key)->news, News::paid);
  EXPECT_EQ(gateway_->refund({key, price})->news, News::refunded);
  EXPECT_EQ(gateway_->refund({key, price})->news, News::refunded);
  EXPECT_EQ(sandbox_.ledger().charges(key), 1);
  EXPECT_EQ(sandbox_.ledger().refunds(key), 1);
  EXPECT_EQ(gateway_->refund({key, {1, {}}}).error().code, ErrorCode::policy_refused);
}

TEST_F(GatewayTest, every_change_carries_its_key) {
  const std::string path = "/v1/intents/" + key.text();
  ASSERT_TRUE(gateway_->create_intent(wish()));
  ASSERT_TRUE(gateway_->cancel(key));
  ASSERT_TRUE(gateway_->ask(key));
  EXPECT_FALSE(gateway_->refund({key, price}));
  const std::vector<SandboxRequest> expected = {{"POST", "/v1/intents", key.text()},
                                                {"POST", path + "/cancel", key.text() + "/cancel"},
                                                {"GET", path, ""},
                                                {"POST", path + "/refund", key.text() + "/refund"}};
  EXPECT_EQ(sandbox_.requests(), expected);
}

TEST_F(GatewayTest, what_it_never_heard_of_is_not_found) {
  EXPECT_EQ(gateway_->ask(key)->news, News::not_found);
  EXPECT_EQ(gateway_->cancel(key)->news, News::not_found);
  EXPECT_EQ(gateway_->refund({key, price})->news, News::not_found);
}

TEST_F(GatewayTest, a_lost_reply_and_a_repeat_charge_once) {
  for (const auto& [fault, code] : {std::pair{WireFault::lose_request, ErrorCode::unavailable},
                                    std::pair{WireFault::lose_reply, ErrorCode::unavailable},
                                    std::pair{WireFault::hang, ErrorCode::timed_out},
                                    std::pair{WireFault::break_down, ErrorCode::unavailable}}) {
    sandbox_.wire().script({fault});
    EXPECT_EQ(gateway_->create_intent(wish()).error().code, code) << static_cast<int>(fault);
    EXPECT_EQ(gateway_->create_intent(wish())->reference, "pi-1");
  }
  ASSERT_TRUE(sandbox_.ledger().pay(key));
  EXPECT_TRUE(gateway_->create_intent(wish()));
  EXPECT_EQ(sandbox_.ledger().charges(key), 1);
  sandbox_.wire().script({WireFault::lose_reply, WireFault::hang, WireFault::break_down});
  for (int time = 0; time < 3; ++time) {
    EXPECT_FALSE(gateway_->refund({key, price}));
  }
  EXPECT_EQ(gateway_->refund({key, price})->news, News::refunded);
  EXPECT_EQ(sandbox_.ledger().refunds(key), 1);
}

TEST_F(GatewayTest, one_key_has_one_amount) {
  ASSERT_TRUE(gateway_->create_intent(wish()));
  protocol::IntentRequest other = wish();
  other.amount.amount_minor += 1;
  EXPECT_EQ(gateway_->create_intent(other).error().code, ErrorCode::id_reused);
}

TEST_F(GatewayTest, another_secret_is_refused_and_leaves_it_open) {
  curl::GatewayOptions options = sandbox_.client_options();
  options.secret = "example-other-secret";
  EXPECT_EQ(opened(options)->create_intent(wish()).error().code, ErrorCode::unauthenticated);
  EXPECT_TRUE(sandbox_.requests().empty());
}

TEST_F(GatewayTest, nobody_at_the_other_end_leaves_it_open) {
  curl::GatewayOptions options = sandbox_.client_options();
  options.url = "http://127.0.0.1:1";
  EXPECT_EQ(opened(options)->ask(key).error().code, ErrorCode::unavailable);
}

std::string report_text(const PaymentId& id) {
  return to_json(protocol::IntentReport{id, {News::paid, "pi-1", price, "", {}}, ""});
}

TEST(GatewayAnswers, only_a_stated_refusal_is_one) {
  struct Row {
    const char* status;
    std::string body;
    ErrorCode code;
  };
  const std::string stated =
      protocol::to_json(fail(ErrorCode::out_of_range, "too small an amount"));
  const std::string card =
      protocol::to_json(fail(ErrorCode::out_of_range, "card 4111 1111 1111 1111"));
  const Row table[] = {
      {"422 No", stated, ErrorCode::policy_refused},
      {"400 No", card, ErrorCode::policy_refused},
      {"402 No", "", ErrorCode::malformed},
      {"410 No", "<h1>Gone</h1>", ErrorCode::malformed},
      {"422 No", R"({"code":7})", ErrorCode::malformed},
      {"404 No", "<h1>Not Found</h1>", ErrorCode::malformed},
      {"404 No", stated, ErrorCode::malformed},
      {"409 No", stated, ErrorCode::id_reused},
      {"403 No", "", ErrorCode::unauthenticated},
      {"408 No", "", ErrorCode::timed_out},
      {"504 No", "", ErrorCode::timed_out},
      {"429 No", "", ErrorCode::unavailable},
      {"503 No", "", ErrorCode::unavailable},
      {"204 No Content", "", ErrorCode::malformed},
      {"301 Moved\r\nLocation: http://127.0.0.1:1/", "", ErrorCode::malformed},
      {"200 OK", "", ErrorCode::malformed},
      {"200 OK", "{}", ErrorCode::missing_field},
      {"200 OK", report_text(id_of<PaymentId>(8)), ErrorCode::malformed},
      {"200 OK", std::string(limits::payment_message_bytes_max + 1, ' '), ErrorCode::too_large},
  };
  for (const Row& row : table) {
    SandboxWire wire([&](int descriptor) {
      std::string request;
      receive_more(descriptor, request);
      send_all(descriptor, "HTTP/1.1 " + std::string(row.status) + "\r\nConnection: close\r\n" +
                               "Content-Length: " + std::to_string(row.body.size()) + "\r\n\r\n" +
                               row.body);
    });
    curl::GatewayOptions options;
    options.url = "http://127.0.0.1:" + std::to_string(wire.port());
    options.secret = sandbox_secret;
    const Result<payment::Outcome> outcome = opened(options)->ask(key);
    ASSERT_FALSE(outcome) << row.status;
    EXPECT_EQ(outcome.error().code, row.code) << row.status << " " << to_string(outcome.error());
    EXPECT_EQ(outcome.error().detail.find("4111"), std::string::npos);
    EXPECT_EQ(outcome.error().detail.find(sandbox_secret), std::string::npos);
  }
}

TEST(GatewayOptionsTest, the_secret_goes_nowhere_in_the_open) {
  curl::GatewayOptions options;
  options.secret = sandbox_secret;
  for (const char* url : {"https://pay.example", "https://pay.example:8443/lobby/",
                          "http://127.0.0.1:9", "http://[::1]:9"}) {
    options.url = url;
    EXPECT_TRUE(curl::Gateway::open(options)) << url;
  }
  for (const char* url :
       {"", "pay.example", "http://pay.example", "http://localhost.example:9", "http://10.0.0.1",
        "http://127.0.0.1@pay.example", "http://127.0.0.1:9@pay.example/", "ftp://127.0.0.1",
        "https://user@pay.example", "https://pay.example?x=1", "https://pay.example#x"}) {
    options.url = url;
    const auto gateway = curl::Gateway::open(options);
    ASSERT_FALSE(gateway) << url;
    EXPECT_EQ(gateway.error().code, ErrorCode::configuration) << url;
  }
  options.url = "https://pay.example";
  options.secret = "two\nlines";
  EXPECT_EQ(curl::Gateway::open(options).error().code, ErrorCode::configuration);
  options.secret = sandbox_secret;
  options.authority_file = "no-such-file.pem";
  EXPECT_EQ(curl::Gateway::open(options).error().code, ErrorCode::configuration);
}

TEST(GatewayTrust, a_gateway_of_another_authority_hears_nothing) {
  TlsHouse house;
  const TlsHouse other;
  SandboxLedger ledger;
  int heard = 0;
  const auto server =
      http::Server::start(house.server_options(), [&](const port::Request& request) {
        heard += 1;
        return port::Answer(sandbox_answer(ledger, request));
      }).value();
  curl::GatewayOptions options;
  options.url = "https://127.0.0.1:" + std::to_string(server->port());
  options.secret = sandbox_secret;
  EXPECT_EQ(opened(options)->create_intent(wish()).error().code, ErrorCode::untrusted_server);
  options.authority_file = other.file("ca.pem");
  EXPECT_EQ(opened(options)->create_intent(wish()).error().code, ErrorCode::untrusted_server);
  EXPECT_EQ(heard, 0);
  options.authority_file = house.file("ca.pem");
  EXPECT_EQ(opened(options)->create_intent(wish())->reference, "pi-1");
  EXPECT_EQ(heard, 1);
  house.issue_server_again("pay.example");
  ASSERT_TRUE(server->reload_certificate());
  EXPECT_EQ(opened(options)->ask(key).error().code, ErrorCode::untrusted_server);
}

}  // namespace gateway_test
}  // namespace lobby::tests
