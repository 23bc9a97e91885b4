// Goal: every malformed request gets its status and its named error, and the server goes on.
// Method: a table of bad requests against the real lobby-server, one process for the suite.
#include <gtest/gtest.h>

#include "tests/fakes/tls_client.h"
#include "tests/web/web_fixture.h"

namespace lobby::tests {
namespace {

class BadInput : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    server_ = std::make_unique<ServerProcess>();
    server_->start();
    kiosk_ = std::make_unique<EnrolledDevice>(*server_, "Kiosk 1", protocol::DeviceRole::kiosk);
  }
  static void TearDownTestSuite() {
    kiosk_.reset();
    server_.reset();
  }
  static std::string post(const std::string& path, const std::string& body) {
    return outcome_of(kiosk_->transport().post(path, body, request_timeout));
  }
  static std::string get(const std::string& path) {
    return outcome_of(kiosk_->transport().get(path, request_timeout));
  }

  inline static std::unique_ptr<ServerProcess> server_;
  inline static std::unique_ptr<EnrolledDevice> kiosk_;
};

std::string empty_batch(const std::string& device, const std::string& more = "") {
  return R"({"device":")" + device + R"(","operations":[],"protocol":1,"signature":")" +
         std::string(128, '0') + "\"" + more + "}";
}

TEST_F(BadInput, an_empty_batch_is_fine) {
  EXPECT_EQ(post("/v1/operations", kiosk_->signed_json({kiosk_->identity().device, {}, {}})),
            "200");
}

TEST_F(BadInput, rule_16_a_batch_that_is_not_signed_by_its_device_is_refused) {
  EXPECT_EQ(post("/v1/operations", empty_batch(kiosk_->identity().device.text())),
            "422 bad_signature");
}

TEST_F(BadInput, broken_json_is_malformed) {
  for (const char* body : {"", "{", "{}}", "[1,2", "nul", "\x01", "{\"device\":}"}) {
    EXPECT_EQ(post("/v1/operations", body), "400 malformed") << body;
  }
}

TEST_F(BadInput, deep_json_is_too_large) {
  const std::string deep = std::string(50'000, '[') + std::string(50'000, ']');
  EXPECT_EQ(post("/v1/operations", deep), "413 too_large");
}

TEST_F(BadInput, a_body_over_the_limit_is_too_large) {
  EXPECT_EQ(post("/v1/operations", std::string(limits::request_body_bytes_max + 1, ' ')),
            "413 too_large");
}

TEST_F(BadInput, text_that_is_not_utf8_says_so) {
  EXPECT_EQ(post("/v1/operations", empty_batch("\xC0\xAF")), "400 invalid_utf8");
}

TEST_F(BadInput, wrong_types_and_fields_have_their_names) {
  const std::string device = kiosk_->identity().device.text();
  EXPECT_EQ(post("/v1/operations", "[]"), "422 wrong_type");
  EXPECT_EQ(post("/v1/operations", R"({"device":7,"operations":[],"protocol":1,"signature":""})"),
            "422 wrong_type");
  EXPECT_EQ(post("/v1/operations", empty_batch(device, R"(,"colour":"red")")), "422 unknown_field");
  EXPECT_EQ(post("/v1/operations", R"({"device":")" + device + R"(","protocol":1})"),
            "422 missing_field");
  EXPECT_EQ(
      post("/v1/operations", R"({"device":")" + device + R"(","operations":[],"protocol":99})"),
      "422 unsupported_version");
}

TEST_F(BadInput, another_devices_batch_is_forbidden) {
  const std::string other = DeviceId(uuid_v7(time_now(), {9})).text();
  EXPECT_EQ(post("/v1/operations", empty_batch(other)), "403 forbidden");
}

TEST_F(BadInput, unknown_paths_and_methods_are_refused) {
  EXPECT_EQ(get("/"), "404 not_found");
  EXPECT_EQ(get("/v1/operations/x"), "404 not_found");
  EXPECT_EQ(get("/v1/operations"), "405 malformed");
  EXPECT_EQ(post("/v1/feed", "{}"), "405 malformed");
}

TEST_F(BadInput, a_cursor_that_is_no_number_is_malformed) {
  for (const char* query : {"cursor=x", "cursor=-1", "cursor=1e3", "cursor=", "wait_ms=never",
                            "cursor=99999999999999999999"}) {
    EXPECT_EQ(get(std::string("/v1/feed?") + query), "400 malformed") << query;
  }
}

TEST_F(BadInput, what_needs_a_device_refuses_nobody) {
  const auto nobody = nobody_at(*server_);
  EXPECT_EQ(outcome_of(nobody->post("/v1/operations", "{}", request_timeout)), "unauthenticated");
  EXPECT_EQ(outcome_of(nobody->get("/v1/feed", request_timeout)), "unauthenticated");
}

TEST_F(BadInput, another_content_type_gets_415) {
  TlsClient client(server_->port());
  ASSERT_TRUE(
      client.send("POST /v1/enrol HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"
                  "Content-Length: 2\r\n\r\n{}"));
  const std::string response = client.receive_response();
  EXPECT_NE(response.find(" 415 "), std::string::npos) << response;
  EXPECT_NE(response.find("\"malformed\""), std::string::npos);
}

TEST_F(BadInput, a_405_names_the_methods_there_are) {
  TlsClient client(server_->port());
  ASSERT_TRUE(client.send("DELETE /v1/feed HTTP/1.1\r\nHost: x\r\n\r\n"));
  EXPECT_NE(client.receive_response().find("Allow: GET, HEAD"), std::string::npos);
}

TEST_F(BadInput, after_all_that_the_server_is_well) {
  const Result<port::Reply> reply = nobody_at(*server_)->get("/v1/health", request_timeout);
  ASSERT_TRUE(reply.ok()) << to_string(reply.error());
  EXPECT_NE(reply->body.find("\"status\":\"ok\""), std::string::npos);
  EXPECT_NE(reply->body.find("\"incarnation\":1"), std::string::npos);
  EXPECT_NE(reply->body.find("\"catalog_version\":1"), std::string::npos);
}

}  // namespace
}  // namespace lobby::tests
