// One easy handle, reset between requests; it keeps its connection.
#include "platform/curl/gateway.h"

#include <array>
#include <string_view>
#include <system_error>
#include <utility>

#include <curl/curl.h>

#include "core/payment/card_number.h"
#include "core/protocol/codec.h"
#include "core/protocol/codec_reader.h"
#include "platform/curl/error.h"
#include "platform/curl/handle.h"

namespace lobby::curl {
namespace {

using payment::Outcome;
using payment::PaymentId;

struct Reply {
  long status = 0;
  std::string body;
};

class CurlGateway final : public Gateway {
 public:
  CurlGateway(GatewayOptions options, EasyHandle easy)
      : options_(std::move(options)), easy_(std::move(easy)) {}

  Result<payment::Intent> create_intent(const protocol::IntentRequest& request) override;
  Result<Outcome> ask(const PaymentId& key) override;
  Result<Outcome> cancel(const PaymentId& key) override;
  Result<Outcome> refund(const protocol::RefundRequest& request) override;

 private:
  Result<Reply> get(const std::string& path);
  Result<Reply> post(const std::string& path, const std::string& key, const std::string& body);
  Result<Reply> send(const std::string& path, curl_slist* more_headers);
  void prepare(const std::string& path, Collected& collected);
  Error transfer_error(CURLcode code);

  template <class Value>
  void set(CURLoption option, Value value) {
    CHECK(curl_easy_setopt(easy_.get(), option, value) == CURLE_OK);
  }

  const GatewayOptions options_;
  EasyHandle easy_;
  std::array<char, CURL_ERROR_SIZE> reason_{};
};

Error refusal(long status, ErrorCode code, const Error& stated) {
  std::string detail = "the payment gateway answered " + std::to_string(status);
  if (!stated.detail.empty() && !payment::may_hold_card_number(stated.detail)) {
    detail += ": " + stated.detail;
  }
  return fail(code, std::move(detail));
}

// Whether the body is an error that the gateway states, and not one met in reading it.
bool is_stated(const std::string& body, const Error& error) {
  const auto json = protocol::codec::parse_strict(body, limits::payment_message_bytes_max);
  if (!json || !json->is_object()) {
    return false;
  }
  const auto code = json->find("code");
  return code != json->end() && *code == std::string(name_of(error.code));
}

Error status_error(const Reply& reply) {
  const Error stated = protocol::error_from(reply.body);
  switch (reply.status) {
    case 401:
    case 403:
      return refusal(reply.status, ErrorCode::unauthenticated, stated);
    case 408:
    case 504:
      return refusal(reply.status, ErrorCode::timed_out, stated);
    case 409:
      return refusal(reply.status, ErrorCode::id_reused, stated);
    case 400:
    case 402:
    case 410:
    case 422:
      return refusal(
          reply.status,
          is_stated(reply.body, stated) ? ErrorCode::policy_refused : ErrorCode::malformed, stated);
    default:
      return refusal(reply.status,
                     reply.status == 429 || reply.status >= 500 ? ErrorCode::unavailable
                                                                : ErrorCode::malformed,
                     stated);
  }
}

Result<protocol::IntentReport> report_of(const Result<Reply>& reply, const PaymentId& key) {
  if (!reply) {
    return reply.error();
  }
  if (reply->status == 404 && protocol::error_from(reply->body).code == ErrorCode::not_found) {
    return protocol::IntentReport{key, {payment::News::not_found, {}, {}, {}, {}}, {}};
  }
  if (reply->status != 200 && reply->status != 201) {
    return status_error(*reply);
  }
  Result<protocol::IntentReport> report = protocol::intent_report_from(reply->body);
  if (report && report->key != key) {
    return fail(ErrorCode::malformed, "the payment gateway answered about another payment");
  }
  return report;
}

Result<Outcome> outcome_of(const Result<Reply>& reply, const PaymentId& key) {
  Result<protocol::IntentReport> report = report_of(reply, key);
  return report ? Result<Outcome>(std::move(report->outcome)) : report.error();
}

std::string path_of(const PaymentId& key) {
  return "/v1/intents/" + key.text();
}

Result<payment::Intent> CurlGateway::create_intent(const protocol::IntentRequest& request) {
  const Result<protocol::IntentReport> report =
      report_of(post("/v1/intents", request.key.text(), to_json(request)), request.key);
  if (!report) {
    return report.error();
  }
  if (report->outcome.reference.empty()) {
    return fail(ErrorCode::malformed, "the payment gateway made an intent without a reference");
  }
  return payment::Intent{report->outcome.reference, report->qr_text};
}

Result<Outcome> CurlGateway::ask(const PaymentId& key) {
  return outcome_of(get(path_of(key)), key);
}

Result<Outcome> CurlGateway::cancel(const PaymentId& key) {
  return outcome_of(post(path_of(key) + "/cancel", key.text() + "/cancel", "{}"), key);
}

Result<Outcome> CurlGateway::refund(const protocol::RefundRequest& request) {
  return outcome_of(
      post(path_of(request.key) + "/refund", request.key.text() + "/refund", to_json(request)),
      request.key);
}

void CurlGateway::prepare(const std::string& path, Collected& collected) {
  curl_easy_reset(easy_.get());
  reason_[0] = '\0';
  collected.bytes_max = options_.reply_bytes_max;
  set(CURLOPT_URL, (options_.url + path).c_str());
  set(CURLOPT_PROTOCOLS_STR, options_.url.starts_with("https:") ? "https" : "http");
  set(CURLOPT_NOPROXY, "*");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout.ms));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout.ms));
  set(CURLOPT_ERRORBUFFER, reason_.data());
  set(CURLOPT_WRITEFUNCTION, &collect);
  set(CURLOPT_WRITEDATA, static_cast<void*>(&collected));
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options_.authority_file.empty()) {
    set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    set(CURLOPT_CAINFO, options_.authority_file.c_str());
  }
}

Result<Reply> CurlGateway::get(const std::string& path) {
  Collected collected;
  prepare(path, collected);
  set(CURLOPT_HTTPGET, 1L);
  Result<Reply> reply = send(path, nullptr);
  if (reply) {
    reply->body = std::move(collected.body);
  }
  return reply;
}

Result<Reply> CurlGateway::post(const std::string& path, const std::string& key,
                                const std::string& body) {
  Collected collected;
  prepare(path, collected);
  set(CURLOPT_POST, 1L);
  set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  set(CURLOPT_POSTFIELDS, body.c_str());
  curl_slist* headers = curl_slist_append(nullptr, "Content-Type: application/json");
  headers = curl_slist_append(headers, ("Idempotency-Key: " + key).c_str());
  headers = curl_slist_append(headers, "Expect:");
  Result<Reply> reply = send(path, headers);
  if (reply) {
    reply->body = std::move(collected.body);
  }
  return reply;
}

// Takes the list over.
Result<Reply> CurlGateway::send(const std::string& path, curl_slist* more_headers) {
  const ListHandle headers(
      curl_slist_append(more_headers, ("Authorization: Bearer " + options_.secret).c_str()));
  if (!headers) {
    curl_slist_free_all(more_headers);
    return fail(ErrorCode::unavailable, "no memory for the request " + path);
  }
  set(CURLOPT_HTTPHEADER, headers.get());
  const CURLcode code = curl_easy_perform(easy_.get());
  if (code != CURLE_OK) {
    return transfer_error(code);
  }
  Reply reply;
  curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &reply.status);
  return reply;
}

Error CurlGateway::transfer_error(CURLcode code) {
  curl_off_t connect_us = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_CONNECT_TIME_T, &connect_us);
  Error error = curl_error(code, connect_us > 0, options_.url, reason_.data());
  if (error.code == ErrorCode::untrusted_server) {
    error.detail =
        "the payment gateway's certificate does not hold; check the setting of its "
        "authority: " +
        options_.url + ": " + reason_.data();
  }
  return error;
}

TextHandle part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  curl_url_get(url, part, &text, 0);
  return TextHandle(text);
}

// By libcurl's own parser, so that both mean the same host.
Status check_url(const std::string& text) {
  const UrlHandle url(curl_url());
  const bool parsed = url && curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) == CURLUE_OK;
  const auto part = [&](CURLUPart which) { return part_of(url.get(), which); };
  if (!parsed || part(CURLUPART_USER) || part(CURLUPART_PASSWORD) || part(CURLUPART_QUERY) ||
      part(CURLUPART_FRAGMENT)) {
    return fail(ErrorCode::configuration,
                "the payment gateway's URL is not scheme, host, port and path alone");
  }
  const TextHandle host = part(CURLUPART_HOST);
  const bool is_http = text.starts_with("http://");
  const bool is_here =
      std::string_view(host.get()) == "127.0.0.1" || std::string_view(host.get()) == "[::1]";
  if (!text.starts_with("https://") && !(is_http && is_here)) {
    return fail(ErrorCode::configuration,
                "the payment gateway's URL has to begin with https://; http:// is for this machine "
                "alone");
  }
  return done();
}

}  // namespace

Result<std::unique_ptr<Gateway>> Gateway::open(GatewayOptions options) {
  while (options.url.ends_with('/')) {
    options.url.pop_back();
  }
  EasyHandle easy(initialised() ? curl_easy_init() : nullptr);
  if (!easy) {
    return fail(ErrorCode::unavailable, "libcurl could not be set up");
  }
  if (const Status sound = check_url(options.url); !sound) {
    return sound.error();
  }
  std::error_code error;
  if (!options.authority_file.empty() &&
      !std::filesystem::is_regular_file(options.authority_file, error)) {
    return fail(ErrorCode::configuration, "there is no file " + options.authority_file.string() +
                                              " with the authorities of the payment gateway");
  }
  if (options.secret.empty() || options.secret.find_first_of("\r\n") != std::string::npos) {
    return fail(ErrorCode::configuration, "the payment gateway's secret is missing");
  }
  return std::unique_ptr<Gateway>(
      std::make_unique<CurlGateway>(std::move(options), std::move(easy)));
}

}  // namespace lobby::curl
