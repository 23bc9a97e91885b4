// Blocking sockets and OpenSSL; the socket's own receive timeout bounds every wait.
#include "tests/fakes/tls_client.h"

#include <array>
#include <stdexcept>

#include <arpa/inet.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lobby::tests {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

TcpClient::TcpClient(std::uint16_t port) {
  descriptor_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    ::close(descriptor_);
    throw std::runtime_error("nobody listens on port " + std::to_string(port));
  }
}

TcpClient::~TcpClient() {
  ::close(descriptor_);
}

milliseconds TcpClient::wait_for_close(milliseconds at_most) const {
  const auto began = Clock::now();
  for (;;) {
    const auto passed = std::chrono::duration_cast<milliseconds>(Clock::now() - began);
    if (passed >= at_most) {
      return at_most;
    }
    pollfd waiting{descriptor_, POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>((at_most - passed).count())) <= 0) {
      continue;
    }
    std::array<char, 4096> buffer{};
    if (::recv(descriptor_, buffer.data(), buffer.size(), 0) <= 0) {
      return std::chrono::duration_cast<milliseconds>(Clock::now() - began);
    }
  }
}

void TlsClient::Release::operator()(ssl_ctx_st* context) const {
  SSL_CTX_free(context);
}
void TlsClient::Release::operator()(ssl_st* tls) const {
  SSL_free(tls);
}

TlsClient::TlsClient(std::uint16_t port)
    : connection_(port), context_(SSL_CTX_new(TLS_client_method())) {
  ::signal(SIGPIPE, SIG_IGN);
  tls_.reset(SSL_new(context_.get()));
  SSL_set_fd(tls_.get(), connection_.descriptor());
  if (SSL_connect(tls_.get()) != 1) {
    throw std::runtime_error("the TLS handshake failed");
  }
}

TlsClient::~TlsClient() = default;

bool TlsClient::send(std::string_view bytes) {
  return SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size())) ==
         static_cast<int>(bytes.size());
}

bool TlsClient::receive_some(std::string& text, milliseconds silence) {
  timeval limit{};
  limit.tv_sec = static_cast<time_t>(silence.count() / 1000);
  limit.tv_usec = static_cast<suseconds_t>(silence.count() % 1000 * 1000);
  ::setsockopt(connection_.descriptor(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
  std::array<char, 4096> buffer{};
  const int count = SSL_read(tls_.get(), buffer.data(), static_cast<int>(buffer.size()));
  if (count <= 0) {
    return false;
  }
  text.append(buffer.data(), static_cast<std::size_t>(count));
  return true;
}

std::string TlsClient::receive(milliseconds silence) {
  std::string text;
  while (receive_some(text, silence)) {
  }
  return text;
}

std::string TlsClient::receive_response() {
  constexpr milliseconds silence{5'000};
  constexpr std::string_view length_mark = "Content-Length: ";
  std::string text;
  while (receive_some(text, silence)) {
    const std::size_t end = text.find("\r\n\r\n");
    const std::size_t at = text.find(length_mark);
    if (end == std::string::npos || at == std::string::npos) {
      continue;
    }
    const std::size_t body = std::stoul(text.substr(at + length_mark.size()));
    if (text.size() >= end + 4 + body) {
      break;
    }
  }
  return text;
}

}  // namespace lobby::tests
