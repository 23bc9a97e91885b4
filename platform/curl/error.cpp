// CURLcode to ErrorCode. What is not named here is a server out of reach: the caller retries.
#include "platform/curl/error.h"

#include <string>

namespace lobby::curl {

Error curl_error(CURLcode code, bool connected, std::string_view server, std::string_view reason) {
  const std::string about = std::string(server) + ": " +
                            (reason.empty() ? curl_easy_strerror(code) : std::string(reason));
  switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return fail(ErrorCode::untrusted_server,
                  "the server is not the one this device was enrolled with; " + about);
    case CURLE_SSL_CLIENTCERT:
      return fail(ErrorCode::unauthenticated, about);
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return fail(ErrorCode::configuration, about);
    case CURLE_OPERATION_TIMEDOUT:
      return connected ? fail(ErrorCode::timed_out, "no answer in time from " + about)
                       : fail(ErrorCode::unavailable, "no contact in time with " + about);
    case CURLE_BAD_CONTENT_ENCODING:
      return fail(ErrorCode::unavailable, "the reply is damaged; " + about);
    case CURLE_WRITE_ERROR:
    case CURLE_FILESIZE_EXCEEDED:
      return fail(ErrorCode::too_large, "the reply is over the limit; " + about);
    default:
      return fail(ErrorCode::unavailable, "no contact with " + about);
  }
}

}  // namespace lobby::curl
