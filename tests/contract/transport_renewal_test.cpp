// Goal: a new certificate is what the other side sees from the next connection on, on a device and
// on the server; one that has ended is told apart from all that never held.
// Method: the real transport against the real server on loopback; certificates made for each case.
#include <fstream>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "core/base/text.h"
#include "tests/fakes/tls_house.h"

namespace lobby::tests {
namespace transport_renewal_test {

constexpr Duration timeout = Duration::seconds(10);
constexpr Duration long_ago = Duration::days(1'000);

// "known ID", "ended ID", or "nobody" with the name of what is wrong.
port::Answer who_is_it(const port::Request& request) {
  port::Response response;
  if (request.peer_device) {
    response.body = "known " + request.peer_device->text();
  } else if (request.expired_device) {
    response.body = "ended " + request.expired_device->text();
  } else {
    response.body = "nobody";
  }
  if (request.peer_problem) {
    response.body += " " + std::string(name_of(request.peer_problem->code));
  }
  return response;
}

std::unique_ptr<http::Server> start(const TlsHouse& house) {
  return *std::move(http::Server::start(house.server_options(), &who_is_it));
}

std::string answer_of(port::Transport& transport) {
  const Result<port::Reply> reply = transport.get("/", timeout);
  return reply ? reply->body : to_string(reply.error());
}

std::string answer_to(const curl::Options& options) {
  const auto transport = curl::Transport::open(options);
  return transport ? answer_of(**transport) : to_string(transport.error());
}

TEST(TransportRenewal, a_new_certificate_is_shown_from_the_next_request_on) {
  TlsHouse house;
  const auto server = start(house);
  const auto transport = *std::move(curl::Transport::open(house.client_options(server->port())));
  const DeviceId other = id_of<DeviceId>(2);
  EXPECT_EQ(answer_of(*transport), "known " + house.device().text());
  house.issue_again("device", other, time_now());
  EXPECT_EQ(answer_of(*transport), "known " + house.device().text()) << "nobody told it yet";
  ASSERT_TRUE(transport->reload_certificate().ok());
  EXPECT_EQ(answer_of(*transport), "known " + other.text());
  EXPECT_EQ(answer_of(*transport), "known " + other.text());
}

// A TLS session that was begun with the old one would go on saying that it has ended.
TEST(TransportRenewal, what_had_ended_is_not_resumed) {
  TlsHouse house;
  const auto server = start(house);
  house.issue_again("device", house.device(), time_now() - long_ago);
  const auto transport = *std::move(curl::Transport::open(house.client_options(server->port())));
  EXPECT_EQ(answer_of(*transport), "ended " + house.device().text() + " expired");
  house.issue_again("device", house.device(), time_now());
  ASSERT_TRUE(transport->reload_certificate().ok());
  EXPECT_EQ(answer_of(*transport), "known " + house.device().text());
}

TEST(TransportRenewal, a_file_that_cannot_be_read_leaves_the_old_one_in_use) {
  TlsHouse house;
  const auto server = start(house);
  const auto transport = *std::move(curl::Transport::open(house.client_options(server->port())));
  std::filesystem::remove(house.file("device.pem"));
  EXPECT_EQ(transport->reload_certificate().error().code, ErrorCode::configuration);
  EXPECT_EQ(answer_of(*transport), "known " + house.device().text());
}

// The handshake's result is the last of several errors, so "expired" hides what else is wrong.
TEST(TransportRenewal, what_nobody_signed_has_not_ended) {
  TlsHouse house;
  const auto server = start(house);
  house.issue_device("old", house.device(), time_now() - long_ago);
  const std::string pem = openssl::Certificate::load(house.file("old.pem"))->pem();
  std::string letters;
  for (std::size_t at = pem.find('\n') + 1; at < pem.find("-----END"); ++at) {
    letters += pem[at] == '\n' ? std::string() : std::string(1, pem[at]);
  }
  Bytes der = *parse_base64(letters);
  der.back() ^= 1;  // within the signature
  std::ofstream(house.file("old.pem")) << openssl::Certificate::parse_der(der)->pem();
  const std::string answer = answer_to(house.client_options(server->port(), "old"));
  EXPECT_TRUE(answer.starts_with("nobody ")) << answer;
}

TEST(TransportRenewal, only_what_was_once_valid_has_ended) {
  TlsHouse house;
  TlsHouse namesake;  // its authority has the same name and another key
  const auto server = start(house);
  const UtcTime then = time_now() - long_ago;

  house.issue_device("old", house.device(), then);
  EXPECT_EQ(answer_to(house.client_options(server->port(), "old")),
            "ended " + house.device().text() + " expired");

  namesake.issue_device("old", house.device(), then);
  curl::Options forged = namesake.client_options(server->port(), "old");
  forged.authority_file = house.file("ca.pem");
  EXPECT_TRUE(answer_to(forged).starts_with("nobody ")) << answer_to(forged);

  // Ours, but never for a device.
  const auto server_key = *openssl::PrivateKey::load(house.file("server.key.pem"));
  std::ofstream(house.file("page.pem"))
      << house.authority().issue_server(server_key, {"localhost"}, then)->pem();
  curl::Options page = house.client_options(server->port());
  page.certificate_file = house.file("page.pem");
  page.key_file = house.file("server.key.pem");
  EXPECT_TRUE(answer_to(page).starts_with("nobody ")) << answer_to(page);
}

TEST(TransportRenewal, what_does_not_hold_yet_has_not_ended) {
  TlsHouse house;
  const auto server = start(house);
  house.issue_device("young", house.device(), time_now() + Duration::days(30));
  EXPECT_EQ(answer_to(house.client_options(server->port(), "young")), "nobody unauthenticated");
}

TEST(HttpServer, serves_a_renewed_certificate_without_a_restart) {
  TlsHouse house;
  house.issue_server_again("localhost");
  const auto server = start(house);
  const auto open = [&] {
    return *std::move(curl::Transport::open(house.client_options(server->port())));
  };
  EXPECT_TRUE(answer_of(*open()).starts_with("untrusted_server"));
  house.issue_server_again("127.0.0.1");
  EXPECT_TRUE(answer_of(*open()).starts_with("untrusted_server")) << "nobody told it yet";
  ASSERT_TRUE(server->reload_certificate().ok());
  const auto transport = open();
  EXPECT_EQ(answer_of(*transport), "known " + house.device().text());

  house.issue_server_again("localhost");
  ASSERT_TRUE(server->reload_certificate().ok());
  EXPECT_EQ(answer_of(*transport), "known " + house.device().text()) << "connections go on";
  EXPECT_TRUE(answer_of(*open()).starts_with("untrusted_server"));
}

TEST(HttpServer, goes_on_with_the_old_certificate_when_the_new_one_is_unusable) {
  TlsHouse house;
  const auto server = start(house);
  std::ofstream(house.file("server.pem")) << "half a certif";
  const Status reloaded = server->reload_certificate();
  ASSERT_FALSE(reloaded.ok());
  EXPECT_EQ(reloaded.error().code, ErrorCode::configuration);
  EXPECT_NE(reloaded.error().detail.find("server.pem"), std::string::npos);
  EXPECT_EQ(answer_to(house.client_options(server->port())), "known " + house.device().text());
}

}  // namespace transport_renewal_test
}  // namespace lobby::tests
