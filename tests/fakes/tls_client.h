// A TLS client that sends whatever bytes a test wants, as slowly as it wants.
// One thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct ssl_ctx_st;
struct ssl_st;

namespace lobby::tests {

// A bare TCP connection to 127.0.0.1. Throws when nobody listens.
class TcpClient {
 public:
  explicit TcpClient(std::uint16_t port);
  ~TcpClient();
  TcpClient(const TcpClient&) = delete;
  TcpClient& operator=(const TcpClient&) = delete;

  int descriptor() const { return descriptor_; }
  // How long the server took to close the connection; `at_most` when it did not.
  std::chrono::milliseconds wait_for_close(std::chrono::milliseconds at_most) const;

 private:
  int descriptor_ = -1;
};

// TLS 1.3 without a client certificate; it does not check the server, which is the test's own.
class TlsClient {
 public:
  explicit TlsClient(std::uint16_t port);
  ~TlsClient();

  // False when the server has closed.
  bool send(std::string_view bytes);
  // What arrives until the server closes or has been silent for `silence`.
  std::string receive(std::chrono::milliseconds silence);
  // A whole response with Content-Length.
  std::string receive_response();
  const TcpClient& connection() const { return connection_; }

 private:
  struct Release {
    void operator()(ssl_ctx_st* context) const;
    void operator()(ssl_st* tls) const;
  };
  bool receive_some(std::string& text, std::chrono::milliseconds silence);

  TcpClient connection_;
  std::unique_ptr<ssl_ctx_st, Release> context_;
  std::unique_ptr<ssl_st, Release> tls_;
};

}  // namespace lobby::tests
