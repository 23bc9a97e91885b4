// Goal: a device gets in with one code once, and no other way; a lost device is out at once.
// Method: the real lobby-server and the enrolment that kiosk and desk run.
#include <cctype>

#include <gtest/gtest.h>

#include "core/protocol/codec.h"
#include "platform/openssl/certificate.h"
#include "platform/openssl/crypto.h"
#include "platform/openssl/file.h"
#include "platform/openssl/sealer.h"
#include "tests/web/web_fixture.h"

namespace lobby::tests {
namespace {

namespace fs = std::filesystem;
using protocol::DeviceRole;

class Enrolment : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    server_ = std::make_unique<ServerProcess>();
    server_->start();
  }
  static void TearDownTestSuite() { server_.reset(); }

  inline static std::unique_ptr<ServerProcess> server_;
};

TEST_F(Enrolment, makes_a_device_that_the_server_knows) {
  EnrolledDevice desk(*server_, "Desk 1", DeviceRole::desk);
  EXPECT_EQ(desk.identity().device_name, "Desk 1");
  EXPECT_EQ(desk.identity().role, DeviceRole::desk);
  EXPECT_EQ(fs::status(desk.file("key.pem")).permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
  const auto certificate = openssl::Certificate::load(desk.file("certificate.pem"));
  ASSERT_TRUE(certificate.ok());
  EXPECT_EQ(*certificate->device(), desk.identity().device);
  EXPECT_EQ(outcome_of(desk.transport().get("/v1/feed?cursor=0", request_timeout)), "200");
  EXPECT_NE(server_->run({"devices"}).find("Desk 1"), std::string::npos);
}

TEST_F(Enrolment, brings_what_details_are_sealed_to_and_nothing_that_opens) {
  EnrolledDevice kiosk(*server_, "Kiosk 1", DeviceRole::kiosk);
  const auto sealer = openssl::Sealer::load(kiosk.file("seal.pem"), kiosk.file("ca.pem"));
  ASSERT_TRUE(sealer.ok()) << to_string(sealer.error());
  EXPECT_EQ(*openssl::read_file(kiosk.file("seal.pem")),
            *openssl::read_file(server_->data() / "seal.pem"));
  EXPECT_FALSE(fs::exists(kiosk.file("seal.key.pem")));
  EXPECT_EQ(fs::status(server_->data() / "seal.key.pem").permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
}

// Its own servers: the files of the shared one stay.
TEST(SealOfTheServer, is_made_for_a_directory_from_before_and_never_made_twice) {
  ServerProcess server;
  const fs::path seal = server.data() / "seal.pem";
  const fs::path key = server.data() / "seal.key.pem";
  ASSERT_TRUE(fs::exists(seal));
  fs::remove(seal);
  fs::remove(key);
  server.start();
  const std::string made = *openssl::read_file(seal);
  server.stop();
  server.start();
  EXPECT_EQ(*openssl::read_file(seal), made);
  server.stop();

  fs::remove(seal);  // an interrupted start: the same key gets a certificate again
  const std::string kept = *openssl::read_file(key);
  server.start();
  EXPECT_EQ(*openssl::read_file(key), kept);
  server.stop();

  fs::remove(key);
  const ProgramResult refused = run_server_program({"serve", "--data", server.data().string()});
  EXPECT_NE(refused.status, 0);
  EXPECT_NE(refused.output.find("seal.key.pem is missing"), std::string::npos) << refused.output;
  EXPECT_NE(refused.output.find("restore it from the backup"), std::string::npos);
}

TEST_F(Enrolment, a_code_works_once) {
  const auto order = server_->order_enrolment("Kiosk 2", DeviceRole::kiosk);
  const ScratchDirectory first;
  const ScratchDirectory second;
  ASSERT_TRUE(enrol(order.server_url, order.code, order.ca_fingerprint, first.path()).ok());
  const auto again = enrol(order.server_url, order.code, order.ca_fingerprint, second.path());
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, ErrorCode::unauthenticated);
  EXPECT_TRUE(fs::is_empty(second.path()));
}

TEST_F(Enrolment, the_code_may_be_typed_carelessly) {
  const auto order = server_->order_enrolment("Kiosk 3", DeviceRole::kiosk);
  std::string typed;
  for (const char c : order.code) {
    typed += c == '-' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  const ScratchDirectory directory;
  EXPECT_TRUE(enrol(order.server_url, typed, order.ca_fingerprint, directory.path()).ok());
}

TEST_F(Enrolment, an_enrolled_directory_is_not_enrolled_again) {
  EnrolledDevice kiosk(*server_, "Kiosk 4", DeviceRole::kiosk);
  const auto order = server_->order_enrolment("Kiosk 4", DeviceRole::kiosk);
  const auto again = enrol(order.server_url, order.code, order.ca_fingerprint,
                           kiosk.file("key.pem").parent_path());
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, ErrorCode::already_exists);
}

TEST_F(Enrolment, a_server_with_another_fingerprint_never_sees_the_code) {
  const auto order = server_->order_enrolment("Kiosk 5", DeviceRole::kiosk);
  const ScratchDirectory directory;
  std::string other = order.ca_fingerprint;
  other.back() = other.back() == '0' ? '1' : '0';
  EXPECT_EQ(enrol(order.server_url, order.code, other, directory.path()).error().code,
            ErrorCode::untrusted_server);
  EXPECT_TRUE(fs::is_empty(directory.path()));
  EXPECT_TRUE(enrol(order.server_url, order.code, order.ca_fingerprint, directory.path()).ok());
}

TEST_F(Enrolment, a_request_for_another_key_leaves_the_code_unused) {
  const auto order = server_->order_enrolment("Kiosk 6", DeviceRole::kiosk);
  const auto key = *openssl::PrivateKey::generate(openssl::KeyKind::ed25519);
  const auto other = *openssl::PrivateKey::generate(openssl::KeyKind::ed25519);
  const std::string json = protocol::to_json(
      protocol::EnrolRequest{order.code, key.public_key(), *openssl::certificate_request(other)});
  EXPECT_EQ(outcome_of(nobody_at(*server_)->post("/v1/enrol", json, request_timeout)),
            "422 bad_signature");
  const ScratchDirectory directory;
  EXPECT_TRUE(enrol(order.server_url, order.code, order.ca_fingerprint, directory.path()).ok());
}

TEST_F(Enrolment, a_revoked_device_is_shut_out_at_once) {
  EnrolledDevice kiosk(*server_, "Lost kiosk", DeviceRole::kiosk);
  ASSERT_EQ(outcome_of(kiosk.transport().get("/v1/feed?cursor=0", request_timeout)), "200");
  server_->run({"revoke", "Lost kiosk"});
  const std::string outcome =
      outcome_of(kiosk.transport().get("/v1/feed?cursor=0", request_timeout));
  EXPECT_TRUE(outcome.starts_with("403 ")) << outcome;
  EXPECT_NE(server_->run({"devices"}).find("revoked"), std::string::npos);
}

TEST_F(Enrolment, rule_16_a_written_off_device_takes_its_next_epoch_with_one_claim) {
  EnrolledDevice kiosk(*server_, "Silent kiosk", DeviceRole::kiosk);
  const auto take = [&](std::uint64_t claim, std::int64_t closed = 1) {
    const protocol::EpochRequest request{closed, id_of<OperationId>(claim)};
    return kiosk.transport().post("/v1/epoch", protocol::to_json(request), request_timeout);
  };
  EXPECT_TRUE(outcome_of(take(7, 2)).starts_with("422 ")) << "epoch 2 has not begun yet";
  EXPECT_NE(server_->run({"write-off", "Silent kiosk"}).find("written off"), std::string::npos);
  for (int asked = 0; asked < 2; ++asked) {
    const Result<port::Reply> reply = take(7);
    ASSERT_EQ(outcome_of(reply), "200");
    EXPECT_EQ(protocol::epoch_reply_from(reply->body)->epoch, 2);
  }
  EXPECT_TRUE(outcome_of(take(8)).starts_with("403 device_fenced")) << outcome_of(take(8));
  EXPECT_NE(server_->run({"conflicts"}).find("no guest is without a place"), std::string::npos);
}

TEST_F(Enrolment, the_authority_is_there_for_everyone) {
  const Result<port::Reply> reply = nobody_at(*server_)->get("/v1/ca", request_timeout);
  ASSERT_TRUE(reply.ok());
  const auto order = server_->order_enrolment("Kiosk 7", DeviceRole::kiosk);
  EXPECT_EQ(openssl::fingerprint_text(openssl::Certificate::parse_pem(reply->body)->fingerprint()),
            order.ca_fingerprint);
}

TEST_F(Enrolment, what_details_are_sealed_to_is_there_for_everyone) {
  const Result<port::Reply> reply = nobody_at(*server_)->get("/v1/seal", request_timeout);
  ASSERT_EQ(outcome_of(reply), "200");
  EXPECT_EQ(reply->body, *openssl::read_file(server_->data() / "seal.pem"));
}

// Its own server: afterwards this address has to wait ten minutes.
TEST(EnrolmentLimit, guessing_codes_is_slowed_down) {
  ServerProcess server;
  server.start();
  const auto key = *openssl::PrivateKey::generate(openssl::KeyKind::ed25519);
  const std::string json = protocol::to_json(protocol::EnrolRequest{
      "AAAA-BBBB-CCCC", key.public_key(), *openssl::certificate_request(key)});
  const auto nobody = nobody_at(server);
  for (int guess = 0; guess < 10; ++guess) {
    EXPECT_EQ(outcome_of(nobody->post("/v1/enrol", json, request_timeout)), "unauthenticated");
  }
  const Result<port::Reply> reply = nobody->post("/v1/enrol", json, request_timeout);
  EXPECT_EQ(outcome_of(reply), "429 unavailable");
  ASSERT_TRUE(reply->retry_after.has_value());
  EXPECT_GT(*reply->retry_after, Duration::minutes(9));
  EXPECT_EQ(outcome_of(nobody->get("/v1/health", request_timeout)), "200");
}

}  // namespace
}  // namespace lobby::tests
