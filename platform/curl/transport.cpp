// libcurl's multi interface round one easy handle: multi, because only its poll can be woken from
// another thread. The handle is reset between requests and keeps its connection.
#include "platform/curl/transport.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <utility>

#include <curl/curl.h>

#include "core/protocol/codec.h"
#include "platform/curl/error.h"
#include "platform/curl/handle.h"
#include "platform/curl/options.h"

namespace lobby::curl {
namespace {

constexpr std::int32_t status_bad_request = 400;
constexpr std::int32_t status_unauthorized = 401;
constexpr std::int32_t status_unknown_coding = 415;

bool takes_gzip() {
  return (curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_LIBZ) != 0;
}

CURLcode set_tls_trust(CURL*, void* tls_context, void* set_trust) {
  (*static_cast<const std::function<void(void*)>*>(set_trust))(tls_context);
  return CURLE_OK;
}

class CurlTransport final : public Transport {
 public:
  CurlTransport(Options options, std::string certificate, EasyHandle easy, MultiHandle multi)
      : options_(std::move(options)),
        certificate_(std::move(certificate)),
        multi_(std::move(multi)),
        easy_(std::move(easy)) {}

  Status reload_certificate() override;
  Result<port::Reply> post(std::string_view path, std::string_view json, Duration timeout) override;
  Result<port::Reply> get(std::string_view path_and_query, Duration timeout) override;
  void cancel() override {
    cancelled_ = true;
    curl_multi_wakeup(multi_.get());
  }

 private:
  // `coding` is the body's Content-Encoding, or empty.
  Result<port::Reply> send(std::string_view path, std::string_view body, std::string_view coding,
                           Duration timeout);
  void prepare(std::string_view path, Duration timeout, Collected& collected);
  void prepare_tls();
  Result<port::Reply> perform(Collected& collected);
  // Runs the transfer to its end. Errors: unavailable (cancelled).
  Result<CURLcode> run();
  Result<port::Reply> reply_of(Collected& collected);

  template <class Value>
  void set(CURLoption option, Value value) {
    CHECK(curl_easy_setopt(easy_.get(), option, value) == CURLE_OK);
  }

  const Options options_;
  // Given to libcurl as text, not as a file: it reuses a connection or a TLS session only for the
  // same certificate, and of a file it compares the name.
  std::string certificate_;
  // The easy handle goes first: its connection lives in the multi handle.
  MultiHandle multi_;
  EasyHandle easy_;
  std::array<char, CURL_ERROR_SIZE> reason_{};
  bool plain_only_ = false;  // the server at the other end of this connection knows no gzip
  std::atomic<bool> cancelled_ = false;
};

void CurlTransport::prepare(std::string_view path, Duration timeout, Collected& collected) {
  curl_easy_reset(easy_.get());
  reason_[0] = '\0';
  collected.bytes_max = options_.reply_bytes_max;
  set(CURLOPT_URL, (options_.server_url + std::string(path)).c_str());
  set(CURLOPT_PROTOCOLS_STR, "https");
  set(CURLOPT_NOPROXY, "*");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_TCP_NODELAY, 1L);
  set(CURLOPT_TCP_KEEPALIVE, 1L);
  set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout.ms));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.ms));
  set(CURLOPT_ERRORBUFFER, reason_.data());
  if (takes_gzip()) {
    set(CURLOPT_ACCEPT_ENCODING, "gzip");  // `collect` counts what comes out of it
  }
  set(CURLOPT_WRITEFUNCTION, &collect);
  set(CURLOPT_WRITEDATA, static_cast<void*>(&collected));
  prepare_tls();
}

void CurlTransport::prepare_tls() {
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_3));
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  if (options_.set_trust) {
    set(CURLOPT_CAINFO, static_cast<const char*>(nullptr));
    set(CURLOPT_SSL_CTX_FUNCTION, &set_tls_trust);
    set(CURLOPT_SSL_CTX_DATA, const_cast<void*>(static_cast<const void*>(&options_.set_trust)));
  } else {
    set(CURLOPT_CAINFO, options_.authority_file.c_str());
  }
  if (!options_.certificate_file.empty()) {
    curl_blob certificate{certificate_.data(), certificate_.size(), CURL_BLOB_COPY};
    set(CURLOPT_SSLCERT_BLOB, &certificate);
    set(CURLOPT_SSLKEY, options_.key_file.c_str());
  }
}

// RFC 9110 §15.5.16: 415 says that the coding is not known. A server from before gzip does not look
// at it and finds no JSON in the body (400). Neither has done anything, so the body goes once more
// as it is.
Result<port::Reply> CurlTransport::post(std::string_view path, std::string_view json,
                                        Duration timeout) {
  if (!options_.compress || plain_only_ || json.size() < limits::compression_bytes_min) {
    return send(path, json, "", timeout);
  }
  const Result<std::string> packed = options_.compress(json);
  if (!packed || packed->size() >= json.size()) {
    return send(path, json, "", timeout);
  }
  Result<port::Reply> reply = send(path, *packed, "gzip", timeout);
  if (!reply || (reply->status != status_bad_request && reply->status != status_unknown_coding)) {
    return reply;
  }
  Result<port::Reply> plain = send(path, json, "", timeout);
  plain_only_ = plain && plain->status != reply->status;
  return plain;
}

Result<port::Reply> CurlTransport::send(std::string_view path, std::string_view body,
                                        std::string_view coding, Duration timeout) {
  Collected collected;
  prepare(path, timeout, collected);
  curl_slist* list = curl_slist_append(nullptr, "Content-Type: application/json");
  if (!coding.empty()) {
    list = curl_slist_append(list, ("Content-Encoding: " + std::string(coding)).c_str());
  }
  // libcurl would wait a second for "100 Continue" before a large body.
  list = curl_slist_append(list, "Expect:");
  const ListHandle headers(list);
  set(CURLOPT_HTTPHEADER, headers.get());
  set(CURLOPT_POST, 1L);
  set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  set(CURLOPT_POSTFIELDS, body.data());
  return perform(collected);
}

Result<port::Reply> CurlTransport::get(std::string_view path_and_query, Duration timeout) {
  Collected collected;
  prepare(path_and_query, timeout, collected);
  set(CURLOPT_HTTPGET, 1L);
  return perform(collected);
}

Result<port::Reply> CurlTransport::perform(Collected& collected) {
  CHECK(curl_multi_add_handle(multi_.get(), easy_.get()) == CURLM_OK);
  const Result<CURLcode> ended = run();
  // Read before the handle leaves the multi handle, which would forget a running transfer.
  Result<port::Reply> reply = [&]() -> Result<port::Reply> {
    if (!ended) {
      return ended.error();
    }
    if (*ended != CURLE_OK) {
      curl_off_t handshake_us = 0;
      curl_easy_getinfo(easy_.get(), CURLINFO_APPCONNECT_TIME_T, &handshake_us);
      return curl_error(*ended, handshake_us > 0, options_.server_url, reason_.data());
    }
    return reply_of(collected);
  }();
  curl_multi_remove_handle(multi_.get(), easy_.get());
  return reply;
}

Result<CURLcode> CurlTransport::run() {
  for (;;) {
    if (cancelled_.exchange(false)) {
      return fail(ErrorCode::unavailable, "the request was cancelled");
    }
    int running = 0;
    if (curl_multi_perform(multi_.get(), &running) != CURLM_OK) {
      return fail(ErrorCode::unavailable, "libcurl could not go on with the request");
    }
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg == CURLMSG_DONE) {
        return message->data.result;
      }
    }
    // libcurl shortens this wait to its own timers; cancel() ends it.
    constexpr int wait_ms = 1'000;
    if (curl_multi_poll(multi_.get(), nullptr, 0, wait_ms, nullptr) != CURLM_OK) {
      return fail(ErrorCode::unavailable, "libcurl could not wait for the server");
    }
  }
}

Result<port::Reply> CurlTransport::reply_of(Collected& collected) {
  port::Reply reply;
  long status = 0;
  long new_connections = 0;
  curl_off_t retry_after_s = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(easy_.get(), CURLINFO_RETRY_AFTER, &retry_after_s);
  curl_easy_getinfo(easy_.get(), CURLINFO_NUM_CONNECTS, &new_connections);
  if (new_connections > 0) {
    plain_only_ = false;  // another server may be there by now
  }
  reply.status = static_cast<std::int32_t>(status);
  reply.body = std::move(collected.body);
  if (retry_after_s > 0) {
    constexpr curl_off_t day_s = 86'400;
    reply.retry_after = Duration::seconds(std::min(retry_after_s, day_s));
  }
  if (reply.status == status_unauthorized) {
    const Error stated = protocol::error_from(reply.body);
    return stated.code == ErrorCode::expired ? stated
                                             : fail(ErrorCode::unauthenticated, to_string(stated));
  }
  return reply;
}

Status CurlTransport::reload_certificate() {
  Result<std::string> read = read_certificate(options_.certificate_file);
  if (!read) {
    return read.error();
  }
  certificate_ = *std::move(read);
  return done();
}

}  // namespace

Result<std::unique_ptr<Transport>> Transport::open(Options options) {
  while (options.server_url.ends_with('/')) {
    options.server_url.pop_back();
  }
  if (Status checked = check_options(options); !checked) {
    return checked.error();
  }
  std::string certificate;
  if (!options.certificate_file.empty()) {
    Result<std::string> read = read_certificate(options.certificate_file);
    if (!read) {
      return read.error();
    }
    certificate = *std::move(read);
  }
  EasyHandle easy(initialised() ? curl_easy_init() : nullptr);
  MultiHandle multi(initialised() ? curl_multi_init() : nullptr);
  if (!easy || !multi) {
    return fail(ErrorCode::unavailable, "libcurl could not be set up");
  }
  return std::unique_ptr<Transport>(std::make_unique<CurlTransport>(
      std::move(options), std::move(certificate), std::move(easy), std::move(multi)));
}

}  // namespace lobby::curl
