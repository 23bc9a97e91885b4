// A running house for tests of its API: a server with a sandbox gateway, a desk and a kiosk, and
// every answer heard of it, held against the description.
// One thread.
#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/protocol/codec.h"
#include "tests/fakes/sandbox_gateway.h"
#include "tests/fakes/tls_client.h"
#include "tests/web/open_api.h"
#include "tests/web/web_fixture.h"

namespace lobby::tests {

inline const std::string notices_secret = "example-notice-secret";

// A server with a desk and a kiosk, and what was heard of it.
class Office {
 public:
  explicit Office(std::unique_ptr<ServerProcess> server) : server_(std::move(server)) {
    let_it_pay();
    server_->start();
    desk_ = std::make_unique<EnrolledDevice>(*server_, "Desk 1", protocol::DeviceRole::desk);
    kiosk_ = std::make_unique<EnrolledDevice>(*server_, "Kiosk 1", protocol::DeviceRole::kiosk);
  }

  enum class By : std::uint8_t { desk, kiosk };

  nlohmann::json get(const std::string& target, int expected, By by = By::desk) {
    return heard("GET", target, transport(by).get(target, request_timeout), expected);
  }
  nlohmann::json post(const std::string& target, const std::string& body, int expected,
                      By by = By::desk) {
    const std::string operation = api_.operation_of("POST", target);
    if (expected == 200) {
      EXPECT_EQ(api_.fault_in_request(operation, body), "") << target;
    }
    return heard("POST", target, transport(by).post(target, body, request_timeout), expected);
  }
  nlohmann::json post(const std::string& target, const nlohmann::json& body, int expected,
                      By by = By::desk) {
    return post(target, body.dump(), expected, by);
  }
  // By somebody without a certificate, on a bare connection. Returns the body.
  std::string as_nobody(const std::string& method, const std::string& target,
                        const std::string& type, const std::string& body = "{}",
                        const std::string& more_headers = "") {
    TlsClient client(server_->port());
    EXPECT_TRUE(client.send(
        method + " " + target + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\n" +
        more_headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body));
    const std::string response = client.receive_response();
    std::string answer = response.substr(response.find("\r\n\r\n") + 4);
    const int status = std::stoi(response.substr(9, 3));
    if (status >= 400) {
      EXPECT_NE(response.find("Content-Type: application/problem+json"), std::string::npos)
          << response;
    }
    note(method, target, status, answer);
    return answer;
  }
  // What was sent and answered elsewhere over HTTP.
  void note(const std::string& method, const std::string& target, int status,
            const std::string& body) {
    const OpenApi::Answer answer{api_.operation_of(method, target), status};
    EXPECT_EQ(api_.fault_in(answer, body), "") << method << ' ' << target << ' ' << status;
    heard_.insert(answer);
  }
  SandboxGateway& gateway() { return gateway_; }
  EnrolledDevice& desk() { return *desk_; }
  EnrolledDevice& kiosk() { return *kiosk_; }
  ServerProcess& server() { return *server_; }
  const OpenApi& api() const { return api_; }
  std::set<OpenApi::Answer> missing() const {
    std::set<OpenApi::Answer> left = api_.documented();
    for (const OpenApi::Answer& answer : heard_) {
      left.erase(answer);
    }
    return left;
  }

 private:
  port::Transport& transport(By by) {
    return by == By::desk ? desk_->transport() : kiosk_->transport();
  }
  nlohmann::json heard(const std::string& method, const std::string& target,
                       const Result<port::Reply>& reply, int expected) {
    if (!reply) {
      ADD_FAILURE() << target << ": " << to_string(reply.error());
      return {};
    }
    EXPECT_EQ(reply->status, expected)
        << method << ' ' << target << ": " << reply->body.substr(0, 300);
    note(method, target, reply->status, reply->body);
    return nlohmann::json::parse(reply->body, nullptr, false);
  }
  // The sandbox gateway takes its money.
  void let_it_pay() {
    const std::filesystem::path data = server_->data();
    std::ofstream(data / "server.toml", std::ios::app)
        << "[payments]\ngateway = \"" << gateway_.client_options().url << "\"\n";
    write_secret(data / "gateway.secret", std::string(sandbox_secret));
    write_secret(data / "notices.secret", notices_secret);
  }
  static void write_secret(const std::filesystem::path& file, const std::string& secret) {
    std::ofstream(file) << secret << '\n';
    std::filesystem::permissions(
        file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }

  SandboxGateway gateway_;
  OpenApi api_{std::filesystem::path(LOBBY_SOURCE_DIR) / "assets/api/openapi.yaml"};
  std::unique_ptr<ServerProcess> server_;
  std::unique_ptr<EnrolledDevice> desk_;
  std::unique_ptr<EnrolledDevice> kiosk_;
  std::set<OpenApi::Answer> heard_;
};

}  // namespace lobby::tests
