// Client and server of one handshake are on one thread and hand each other what they write.
#include "tests/bench/handshakes.h"

#include <atomic>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include <openssl/ssl.h>

#include "tests/bench/stopwatch.h"

namespace lobby::bench {
namespace {

struct Release {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* tls) const { SSL_free(tls); }
};
using Context = std::unique_ptr<SSL_CTX, Release>;
using Tls = std::unique_ptr<SSL, Release>;

Context make_context(const SSL_METHOD* method, const std::filesystem::path& authority,
                     const std::filesystem::path& certificate, const std::filesystem::path& key) {
  Context context(SSL_CTX_new(method));
  const bool ready = SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION) == 1 &&
                     SSL_CTX_load_verify_file(context.get(), authority.c_str()) == 1 &&
                     SSL_CTX_use_certificate_chain_file(context.get(), certificate.c_str()) == 1 &&
                     SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) == 1;
  if (!ready) {
    throw std::runtime_error("no TLS context from " + certificate.string());
  }
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  return context;
}

bool shake_hands(SSL_CTX* client_context, SSL_CTX* server_context) {
  const Tls client(SSL_new(client_context));
  const Tls server(SSL_new(server_context));
  BIO* client_end = nullptr;
  BIO* server_end = nullptr;
  if (BIO_new_bio_pair(&client_end, 0, &server_end, 0) != 1) {
    return false;
  }
  SSL_set_bio(client.get(), client_end, client_end);
  SSL_set_bio(server.get(), server_end, server_end);
  SSL_set_connect_state(client.get());
  SSL_set_accept_state(server.get());
  constexpr int turns_max = 10;
  for (int turn = 0; turn < turns_max; ++turn) {
    SSL_do_handshake(client.get());
    if (SSL_do_handshake(server.get()) == 1 && SSL_is_init_finished(client.get()) == 1) {
      return true;
    }
  }
  return false;
}

}  // namespace

double run_handshakes(const HandshakeFiles& files, std::size_t count) {
  const Context server = make_context(TLS_server_method(), files.client.authority_file,
                                      files.server_certificate_file, files.server_key_file);
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> failed = false;
  const Stopwatch watch;
  {
    std::vector<std::jthread> threads;
    for (unsigned core = 0; core < std::max(1U, std::thread::hardware_concurrency()); ++core) {
      threads.emplace_back([&] {
        while (next++ < count && !failed) {
          const Context client = make_context(TLS_client_method(), files.client.authority_file,
                                              files.client.certificate_file, files.client.key_file);
          failed = failed || !shake_hands(client.get(), server.get());
        }
      });
    }
  }
  if (failed) {
    throw std::runtime_error("a bare TLS handshake failed");
  }
  return watch.seconds();
}

}  // namespace lobby::bench
