// Goal: who may talk to whom. The device trusts one authority, the server believes one authority,
// and every way this can fail has its own name. Method: the real transport against the real
// server on loopback, with certificates made for each case.
#include <atomic>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "core/protocol/codec.h"
#include "platform/openssl/pinned_trust.h"
#include "tests/fakes/tls_client.h"
#include "tests/fakes/tls_house.h"

namespace lobby::tests {
namespace transport_trust_test {

constexpr Duration timeout = Duration::seconds(10);

// Answers who is asking; 401 with the reason when nobody is.
port::Answer who_is_it(const port::Request& request) {
  port::Response response;
  if (request.peer_device) {
    response.body = "\"" + request.peer_device->text() + "\"";
  } else if (request.peer_problem) {
    response.status = 401;
    response.body = protocol::to_json(*request.peer_problem);
  } else {
    response.body = "\"nobody\"";
  }
  return response;
}

std::unique_ptr<http::Server> start(const TlsHouse& house) {
  return *std::move(http::Server::start(house.server_options(), &who_is_it));
}

Result<port::Reply> ask(const curl::Options& options) {
  const auto transport = curl::Transport::open(options);
  return transport ? (*transport)->get("/", timeout) : Result<port::Reply>(transport.error());
}

TEST(TransportTrust, an_enrolled_device_is_known_by_its_certificate) {
  TlsHouse house;
  const auto server = start(house);
  const Result<port::Reply> reply = ask(house.client_options(server->port()));
  ASSERT_TRUE(reply.ok()) << to_string(reply.error());
  EXPECT_EQ(reply->body, "\"" + house.device().text() + "\"");
}

TEST(TransportTrust, a_client_without_a_certificate_is_nobody) {
  TlsHouse house;
  const auto server = start(house);
  const Result<port::Reply> reply = ask(house.client_options(server->port(), ""));
  ASSERT_TRUE(reply.ok()) << to_string(reply.error());
  EXPECT_EQ(reply->body, "\"nobody\"");
}

TEST(TransportTrust, a_server_of_another_authority_is_untrusted) {
  TlsHouse house;
  TlsHouse other;
  const auto server = start(other);
  const Result<port::Reply> reply = ask(house.client_options(server->port()));
  ASSERT_FALSE(reply.ok());
  EXPECT_EQ(reply.error().code, ErrorCode::untrusted_server) << to_string(reply.error());
}

TEST(TransportTrust, a_server_under_another_name_is_untrusted) {
  TlsHouse house;
  const auto server = start(house);
  curl::Options options = house.client_options(server->port());
  options.server_url = "https://127.0.0.2:" + std::to_string(server->port());
  http::Options everywhere = house.server_options();
  everywhere.address = "127.0.0.2";
  const auto elsewhere = *std::move(http::Server::start(everywhere, &who_is_it));
  options.server_url = "https://127.0.0.2:" + std::to_string(elsewhere->port());
  const Result<port::Reply> reply = ask(options);
  ASSERT_FALSE(reply.ok());
  EXPECT_EQ(reply.error().code, ErrorCode::untrusted_server) << to_string(reply.error());
}

TEST(TransportTrust, a_device_of_another_authority_is_refused_by_name) {
  TlsHouse house;
  TlsHouse other;
  const auto server = start(house);
  curl::Options options = other.client_options(server->port());
  options.authority_file = house.file("ca.pem");
  const Result<port::Reply> reply = ask(options);
  ASSERT_FALSE(reply.ok());
  EXPECT_EQ(reply.error().code, ErrorCode::unauthenticated);
  EXPECT_NE(reply.error().detail.find("not from this server's authority"), std::string::npos);
}

TEST(TransportTrust, an_expired_device_is_refused_by_name) {
  TlsHouse house;
  house.issue_device("old", house.device(), time_now() - Duration::days(1'000));
  const auto server = start(house);
  const Result<port::Reply> reply = ask(house.client_options(server->port(), "old"));
  ASSERT_FALSE(reply.ok());
  EXPECT_EQ(reply.error().code, ErrorCode::expired);
  EXPECT_NE(reply.error().detail.find("expired"), std::string::npos) << reply.error().detail;
}

TEST(TransportTrust, a_server_certificate_does_not_make_a_device) {
  TlsHouse house;
  const auto server = start(house);
  curl::Options options = house.client_options(server->port());
  options.certificate_file = house.file("server.pem");
  options.key_file = house.file("server.key.pem");
  const Result<port::Reply> reply = ask(options);
  ASSERT_FALSE(reply.ok());
  EXPECT_EQ(reply.error().code, ErrorCode::unauthenticated) << to_string(reply.error());
}

TEST(TransportTrust, the_pinned_fingerprint_opens_its_own_house_only) {
  TlsHouse house;
  TlsHouse other;
  const auto server = start(house);
  const openssl::PinnedTrust right(house.authority().certificate().fingerprint());
  const openssl::PinnedTrust wrong(other.authority().certificate().fingerprint());
  const auto ask_with = [&](const openssl::PinnedTrust& trust, const std::string& host) {
    curl::Options options;
    options.server_url = "https://" + host + ":" + std::to_string(server->port());
    options.set_trust = [&trust](void* tls) { trust.apply(tls); };
    return ask(options);
  };
  const Result<port::Reply> accepted = ask_with(right, "127.0.0.1");
  EXPECT_TRUE(accepted.ok()) << to_string(accepted.error());
  EXPECT_EQ(ask_with(wrong, "127.0.0.1").error().code, ErrorCode::untrusted_server);
}

// A server that holds the authority's public certificate but not a key signed by it.
TEST(TransportTrust, an_authority_copied_into_a_foreign_chain_is_not_enough) {
  TlsHouse house;
  TlsHouse other;
  std::ofstream(other.file("server.pem"), std::ios::app) << house.authority().certificate().pem();
  const auto server = start(other);
  const openssl::PinnedTrust trust(house.authority().certificate().fingerprint());
  curl::Options options;
  options.server_url = "https://127.0.0.1:" + std::to_string(server->port());
  options.set_trust = [&trust](void* tls) { trust.apply(tls); };
  const Result<port::Reply> reply = ask(options);
  ASSERT_FALSE(reply.ok());
  EXPECT_EQ(reply.error().code, ErrorCode::untrusted_server);
}

TEST(TransportTrust, plain_http_and_missing_files_are_configuration_errors) {
  TlsHouse house;
  curl::Options options = house.client_options(1);
  options.server_url = "http://127.0.0.1:1";
  EXPECT_EQ(curl::Transport::open(options).error().code, ErrorCode::configuration);
  options = house.client_options(1, "nothing");
  EXPECT_EQ(curl::Transport::open(options).error().code, ErrorCode::configuration);
}

TEST(HttpServer, names_the_file_it_cannot_use) {
  TlsHouse house;
  http::Options options = house.server_options();
  options.private_key_file = house.file("device.key.pem");
  const auto mismatched = http::Server::start(options, &who_is_it);
  ASSERT_FALSE(mismatched.ok());
  EXPECT_EQ(mismatched.error().code, ErrorCode::configuration);
  EXPECT_NE(mismatched.error().detail.find("device.key.pem"), std::string::npos);
  options = house.server_options();
  options.address = "no address";
  EXPECT_EQ(http::Server::start(options, &who_is_it).error().code, ErrorCode::configuration);
}

TEST(HttpServer, a_taken_port_is_unavailable) {
  TlsHouse house;
  const auto server = start(house);
  http::Options options = house.server_options();
  options.port = server->port();
  EXPECT_EQ(http::Server::start(options, &who_is_it).error().code, ErrorCode::unavailable);
}

}  // namespace transport_trust_test
}  // namespace lobby::tests
